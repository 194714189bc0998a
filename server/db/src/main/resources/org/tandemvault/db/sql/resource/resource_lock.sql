-- waits for accounts that are being added, whose words carry the name
select r.id from vault.resource r where r.id = :id for update
