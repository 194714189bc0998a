delete from vault.search_token where resource_id = :resourceId and source_id in (0, 1)
