select r.name as resource_name, a.login
from vault.account a
join vault.resource r on r.id = a.resource_id
where a.id = :targetId
