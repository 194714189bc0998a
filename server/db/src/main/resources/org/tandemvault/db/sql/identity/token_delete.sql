delete from vault.api_token where id = :id
