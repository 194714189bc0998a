delete from vault.search_token where resource_id = :id
