delete from vault.group_member where member_id = :memberId
