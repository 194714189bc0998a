select distinct m.group_id
from vault.group_member m
where m.member_id in (<ids>)
