SELECT TOP (500) node_id, seq, happened_at, actor_id, actor, actor_key, action, target_type, target_id,
       target_name, target_key, outcome, reason, client, prev_hash, hash
  FROM vault.audit_event
 WHERE node_id = ? AND seq > ?
 ORDER BY seq
