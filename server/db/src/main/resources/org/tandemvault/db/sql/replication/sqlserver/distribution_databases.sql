SELECT name, max_distretention, history_retention
  FROM dbo.MSdistributiondbs
 ORDER BY name
