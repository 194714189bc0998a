insert into vault.audit_event (node_id, seq, happened_at, actor_id, actor, actor_key, action,
  target_type, target_id, target_name, target_key, outcome, reason, client, prev_hash, hash)
values (:nodeId, :seq, :at, :actorId, :actor, :actorKey, :action,
  :targetType, :targetId, :targetName, :targetKey, :outcome, :reason, :client, :prevHash, :hash)
