SELECT id, publisher_login AS login
  FROM dbo.MSlogreader_agents
 WHERE publisher_db = ?
