update vault.heartbeat set sent_at = :at, beat = :beat where node_id = :nodeId
