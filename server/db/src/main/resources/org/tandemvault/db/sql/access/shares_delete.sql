delete from vault.share where target_type = :targetType and target_id = :targetId
