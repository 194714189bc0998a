-- how long the oldest token waits that was sent after the last one that arrived
SELECT MAX(DATEDIFF(second, t.publisher_commit, GETDATE())) AS late
  FROM dbo.MStracer_tokens AS t
  JOIN dbo.MSpublications AS p ON p.publication_id = t.publication_id
 WHERE p.publisher_db = ?
   AND p.publication = ?
   AND t.tracer_id > ISNULL((SELECT MAX(h.parent_tracer_id)
                               FROM dbo.MStracer_history AS h
                               JOIN dbo.MStracer_tokens AS a ON a.tracer_id = h.parent_tracer_id
                              WHERE a.publication_id = t.publication_id
                                AND h.subscriber_commit IS NOT NULL), 0)
