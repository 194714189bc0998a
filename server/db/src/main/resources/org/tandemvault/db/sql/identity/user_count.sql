select count(*) from vault.vault_user
