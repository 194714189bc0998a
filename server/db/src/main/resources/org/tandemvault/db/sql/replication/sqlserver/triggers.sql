SELECT s.name AS schema_name, g.name AS trigger_name, m.definition
  FROM sys.triggers AS g
  JOIN sys.tables AS t ON t.object_id = g.parent_id
  JOIN sys.schemas AS s ON s.schema_id = t.schema_id
  JOIN sys.sql_modules AS m ON m.object_id = g.object_id
 WHERE s.name = ?
 ORDER BY g.name
