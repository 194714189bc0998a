SELECT name, distribution_db
  FROM dbo.MSdistpublishers
 ORDER BY name
