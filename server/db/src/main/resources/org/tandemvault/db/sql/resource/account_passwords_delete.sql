delete from vault.account_password where account_id = :id
