SELECT name
  FROM sys.schemas
 WHERE name = ?
