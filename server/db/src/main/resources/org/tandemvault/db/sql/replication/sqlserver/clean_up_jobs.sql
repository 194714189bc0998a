-- the distributor's own jobs: without them its database grows, and the agents' states are not known
SELECT CAST(j.job_id AS nvarchar(36)) AS job_id,
       j.name
  FROM dbo.sysjobs AS j
 WHERE j.enabled = 0
   AND (j.name LIKE N'Distribution clean up: %'
        OR j.name LIKE N'Agent history clean up: %'
        OR j.name LIKE N'Replication agents checkup%'
        OR j.name LIKE N'Replication monitoring refresher for %')
 ORDER BY j.name
