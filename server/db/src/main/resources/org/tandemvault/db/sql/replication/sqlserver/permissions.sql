SELECT p.permission_name,
       p.class_desc,
       COALESCE(SCHEMA_NAME(o.schema_id), SCHEMA_NAME(p.major_id)) AS schema_name,
       o.name AS object_name
  FROM sys.database_permissions AS p
  JOIN sys.database_principals AS u ON u.principal_id = p.grantee_principal_id
  LEFT JOIN sys.objects AS o ON p.class = 1 AND o.object_id = p.major_id
 WHERE u.name = ? AND p.state IN ('G', 'W') AND p.class IN (1, 3)
 ORDER BY p.permission_name, object_name
