select e.node_id, e.seq, e.happened_at, e.actor_id, e.actor, e.action, e.target_type, e.target_id,
  e.target_name, e.outcome, e.reason, e.client, e.prev_hash, e.hash
from vault.audit_event e
where e.happened_at >= :from and e.happened_at < :to
  and e.happened_at <= :afterAt
  and (e.happened_at < :afterAt
    or (e.happened_at = :afterAt and e.node_id < :afterNode)
    or (e.happened_at = :afterAt and e.node_id = :afterNode and e.seq < :afterSeq))
<filters>
order by e.happened_at desc, e.node_id desc, e.seq desc
offset 0 rows fetch next :limit rows only
