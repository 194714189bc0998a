-- the newest word of each agent of one publication; ages in seconds by this server's clock
SELECT agent.kind,
       last.runstatus,
       DATEDIFF(second, last.time, GETDATE()) AS age,
       DATEDIFF(second, last.start_time, GETDATE()) AS started,
       last.comments,
       e.error_code,
       CAST(e.error_text AS nvarchar(1000)) AS error_text
  FROM (SELECT 'log reader' AS kind, id FROM dbo.MSlogreader_agents WHERE publisher_db = ?
        UNION ALL
        SELECT 'snapshot', id
          FROM dbo.MSsnapshot_agents
         WHERE publisher_db = ? AND publication = ?
        UNION ALL
        SELECT 'push', id
          FROM dbo.MSdistribution_agents
         WHERE publisher_db = ? AND publication = ? AND subscription_type = 0) AS agent
 OUTER APPLY (SELECT TOP (1) h.runstatus, h.time, h.start_time, h.comments, h.error_id
                FROM (SELECT runstatus, time, start_time, CAST(comments AS nvarchar(4000))
                               AS comments, error_id, timestamp
                        FROM dbo.MSlogreader_history
                       WHERE agent_id = agent.id AND agent.kind = 'log reader'
                      UNION ALL
                      SELECT runstatus, time, start_time, CAST(comments AS nvarchar(4000)),
                             error_id, timestamp
                        FROM dbo.MSsnapshot_history
                       WHERE agent_id = agent.id AND agent.kind = 'snapshot'
                      UNION ALL
                      SELECT runstatus, time, start_time, CAST(comments AS nvarchar(4000)),
                             error_id, timestamp
                        FROM dbo.MSdistribution_history
                       WHERE agent_id = agent.id AND agent.kind = 'push') AS h
               ORDER BY h.timestamp DESC) AS last
 OUTER APPLY (SELECT TOP (1) r.error_code, r.error_text
                FROM dbo.MSrepl_errors AS r
               WHERE r.id = last.error_id AND last.error_id <> 0
               ORDER BY r.time DESC) AS e
 ORDER BY agent.kind
