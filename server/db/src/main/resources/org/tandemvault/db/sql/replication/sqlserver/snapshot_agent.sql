SELECT id, publisher_login AS login
  FROM dbo.MSsnapshot_agents
 WHERE publisher_db = ? AND publication = ?
