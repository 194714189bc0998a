delete from vault.vault_group where id = :id
