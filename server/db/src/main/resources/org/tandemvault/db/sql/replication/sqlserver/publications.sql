SELECT name, status, retention, immediate_sync
  FROM dbo.syspublications
 ORDER BY name
