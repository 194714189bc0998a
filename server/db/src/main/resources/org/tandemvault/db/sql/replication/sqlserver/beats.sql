SELECT node_id, beat FROM vault.heartbeat
