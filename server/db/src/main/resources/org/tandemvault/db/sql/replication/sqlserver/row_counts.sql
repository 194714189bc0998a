SELECT t.name AS table_name, SUM(p.rows) AS row_count
  FROM sys.tables AS t
  JOIN sys.schemas AS s ON s.schema_id = t.schema_id
  JOIN sys.partitions AS p ON p.object_id = t.object_id AND p.index_id IN (0, 1)
 WHERE s.name = ?
 GROUP BY t.name
 ORDER BY t.name
