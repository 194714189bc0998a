SELECT s.name AS schema_name,
       t.name AS table_name,
       c.name AS column_name,
       ty.name AS type_name,
       c.max_length,
       c.scale,
       c.is_nullable,
       ISNULL(ic.key_ordinal, 0) AS key_ordinal
  FROM sys.tables AS t
  JOIN sys.schemas AS s ON s.schema_id = t.schema_id
  JOIN sys.columns AS c ON c.object_id = t.object_id
  JOIN sys.types AS ty ON ty.user_type_id = c.user_type_id
  LEFT JOIN sys.indexes AS i ON i.object_id = t.object_id AND i.is_primary_key = 1
  LEFT JOIN sys.index_columns AS ic
    ON ic.object_id = i.object_id AND ic.index_id = i.index_id AND ic.column_id = c.column_id
 WHERE s.name = ?
 ORDER BY t.name, c.column_id
