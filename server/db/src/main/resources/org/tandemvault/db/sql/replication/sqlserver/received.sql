SELECT publisher,
       publisher_db,
       publication,
       DATEDIFF(second, time, GETDATE()) AS age
  FROM dbo.MSreplication_subscriptions
 ORDER BY publication
