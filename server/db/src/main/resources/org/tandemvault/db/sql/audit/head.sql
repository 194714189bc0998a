select e.seq, e.hash
from vault.audit_event e
where e.node_id = :nodeId
order by e.seq desc
offset 0 rows fetch next 1 rows only
