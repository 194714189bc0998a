delete from vault.user_principal where principal_id = :principalId
