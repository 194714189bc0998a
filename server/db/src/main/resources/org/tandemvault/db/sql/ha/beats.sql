select h.node_id, h.sent_at, h.beat from vault.heartbeat h order by h.node_id
