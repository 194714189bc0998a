-- as resource_lock; SQL Server has hints instead of FOR UPDATE
select r.id from vault.resource r with (updlock, holdlock) where r.id = :id
