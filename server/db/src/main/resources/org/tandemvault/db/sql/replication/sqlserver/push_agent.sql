SELECT id, subscriber_login AS login
  FROM dbo.MSdistribution_agents
 WHERE publisher_db = ? AND publication = ? AND subscription_type = 0
