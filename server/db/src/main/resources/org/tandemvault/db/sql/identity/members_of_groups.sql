select m.group_id, m.member_type, m.member_id
from vault.group_member m
where m.group_id in (<ids>)
order by m.group_id, m.position
