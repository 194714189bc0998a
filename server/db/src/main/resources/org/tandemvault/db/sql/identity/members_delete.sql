delete from vault.group_member where group_id = :groupId
