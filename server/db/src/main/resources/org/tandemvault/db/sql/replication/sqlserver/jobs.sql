SELECT agent.kind,
       CAST(j.job_id AS nvarchar(36)) AS job_id,
       j.enabled,
       SUSER_SNAME(j.owner_sid) AS owner,
       st.command,
       st.retry_attempts,
       st.retry_interval,
       (SELECT COUNT(*)
          FROM msdb.dbo.sysjobactivity AS act
         WHERE act.job_id = j.job_id
           AND act.session_id = (SELECT MAX(session_id) FROM msdb.dbo.syssessions)
           AND act.start_execution_date IS NOT NULL
           AND act.stop_execution_date IS NULL) AS running
  FROM (SELECT 'log reader' AS kind, CAST(job_id AS uniqueidentifier) AS job_id
          FROM dbo.MSlogreader_agents
         WHERE publisher_db = ?
        UNION ALL
        SELECT 'snapshot', CAST(job_id AS uniqueidentifier)
          FROM dbo.MSsnapshot_agents
         WHERE publisher_db = ? AND publication = ?
        UNION ALL
        SELECT 'push', CAST(job_id AS uniqueidentifier)
          FROM dbo.MSdistribution_agents
         WHERE publisher_db = ? AND publication = ? AND subscription_type = 0) AS agent
  JOIN msdb.dbo.sysjobs AS j ON j.job_id = agent.job_id
  JOIN msdb.dbo.sysjobsteps AS st ON st.job_id = j.job_id AND st.step_id = 2
 ORDER BY agent.kind
