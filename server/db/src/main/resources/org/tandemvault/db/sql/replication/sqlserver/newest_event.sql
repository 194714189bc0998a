SELECT ISNULL(MAX(seq), -1) AS newest
  FROM vault.audit_event
 WHERE node_id = ?
