delete from vault.password_policy where id = :id
