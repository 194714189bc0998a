delete from vault.folder where id = :id
