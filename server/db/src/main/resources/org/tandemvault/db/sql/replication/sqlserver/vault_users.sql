SELECT COUNT(*) AS row_count FROM vault.vault_user
