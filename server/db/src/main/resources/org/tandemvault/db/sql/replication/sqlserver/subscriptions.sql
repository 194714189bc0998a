-- a row without a server stands for the publication itself
SELECT p.name AS publication,
       a.name AS article,
       s.srvname AS server,
       s.dest_db AS dest_db,
       s.status
  FROM dbo.syssubscriptions AS s
  JOIN dbo.sysarticles AS a ON a.artid = s.artid
  JOIN dbo.syspublications AS p ON p.pubid = a.pubid
 WHERE s.srvname <> ''
 ORDER BY p.name, a.name
