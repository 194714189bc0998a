select a.id
from vault.account a
where a.policy_id = :id
order by a.id
offset 0 rows fetch next 1 rows only
