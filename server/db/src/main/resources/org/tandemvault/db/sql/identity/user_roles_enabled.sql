select u.roles from vault.vault_user u where u.enabled = :enabled
