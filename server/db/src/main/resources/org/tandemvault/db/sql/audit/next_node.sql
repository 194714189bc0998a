-- one step from node to node, which is cheap; counting all rows is not
select e.node_id
from vault.audit_event e
where e.node_id > :after
order by e.node_id
offset 0 rows fetch next 1 rows only
