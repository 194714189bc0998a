SELECT p.name AS publication,
       a.name AS article,
       a.dest_owner,
       a.dest_table,
       CAST(a.filter_clause AS nvarchar(max)) AS filter_clause
  FROM dbo.sysarticles AS a
  JOIN dbo.syspublications AS p ON p.pubid = a.pubid
 ORDER BY p.name, a.name
