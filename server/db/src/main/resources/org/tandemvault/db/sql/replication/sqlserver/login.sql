SELECT name, IS_SRVROLEMEMBER('sysadmin', name) AS sysadmin
  FROM sys.server_principals
 WHERE name = ?
