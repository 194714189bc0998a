-- everybody may see it
SELECT name
  FROM sys.databases
 WHERE is_distributor = 1
 ORDER BY name
