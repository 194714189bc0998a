insert into vault.heartbeat (node_id, sent_at, beat) values (:nodeId, :at, :beat)
