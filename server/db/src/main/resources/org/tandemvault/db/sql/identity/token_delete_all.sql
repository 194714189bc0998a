delete from vault.api_token where owner_id = :ownerId
