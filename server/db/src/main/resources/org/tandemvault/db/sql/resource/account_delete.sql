delete from vault.account where id = :id
