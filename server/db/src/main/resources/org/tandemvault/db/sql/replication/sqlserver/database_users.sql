-- one row for each role of each user that a login stands behind
SELECT u.name AS user_name,
       l.name AS login_name,
       r.name AS role_name
  FROM sys.database_principals AS u
  JOIN sys.server_principals AS l ON l.sid = u.sid
  LEFT JOIN sys.database_role_members AS m ON m.member_principal_id = u.principal_id
  LEFT JOIN sys.database_principals AS r ON r.principal_id = m.role_principal_id
 ORDER BY u.name, r.name
