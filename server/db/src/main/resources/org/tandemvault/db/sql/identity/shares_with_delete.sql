delete from vault.share where principal_id = :principalId
