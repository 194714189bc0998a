SELECT COUNT(*) AS running
  FROM (SELECT servicename AS name
          FROM sys.dm_server_services
         WHERE servicename LIKE 'SQL Server Agent%' AND status = 4
        UNION ALL
        SELECT program_name
          FROM sys.dm_exec_sessions
         WHERE program_name LIKE 'SQLAgent%') AS agent
