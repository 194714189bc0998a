SELECT db.state_desc,
       db.is_read_only,
       db.is_published,
       db.is_read_committed_snapshot_on AS row_versions,
       db.collation_name,
       (SELECT COUNT(*) FROM sys.databases AS s WHERE s.source_database_id = db.database_id)
         AS snapshots
  FROM sys.databases AS db
 WHERE db.name = ?
