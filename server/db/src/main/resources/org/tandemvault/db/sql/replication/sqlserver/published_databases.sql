SELECT name
  FROM sys.databases
 WHERE is_published = 1 OR is_merge_published = 1
 ORDER BY name
