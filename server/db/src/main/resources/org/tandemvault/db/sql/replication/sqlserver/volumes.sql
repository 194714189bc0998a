SELECT SUM(CAST(f.size AS bigint)) * 8192 AS database_bytes,
       MIN(v.available_bytes) AS free_bytes
  FROM sys.database_files AS f
 CROSS APPLY sys.dm_os_volume_stats(DB_ID(), f.file_id) AS v
