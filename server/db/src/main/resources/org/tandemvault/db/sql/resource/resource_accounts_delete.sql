delete from vault.account where resource_id = :id
