select e.node_id, e.seq, e.happened_at, e.actor_id, e.actor, e.action, e.target_type, e.target_id,
  e.target_name, e.outcome, e.reason, e.client, e.prev_hash, e.hash,
  e.actor_key, e.target_key
from vault.audit_event e
where e.node_id = :nodeId and e.seq > :after
order by e.seq
offset 0 rows fetch next :limit rows only
