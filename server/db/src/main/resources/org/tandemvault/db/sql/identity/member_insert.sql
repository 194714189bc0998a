insert into vault.group_member (group_id, position, member_type, member_id)
values (:groupId, :position, :memberType, :memberId)
