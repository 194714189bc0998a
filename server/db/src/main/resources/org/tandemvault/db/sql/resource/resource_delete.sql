delete from vault.resource where id = :id
