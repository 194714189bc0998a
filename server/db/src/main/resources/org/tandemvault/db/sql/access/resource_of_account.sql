select a.resource_id from vault.account a where a.id = :id
