select p.principal_id
from vault.user_principal p
where p.user_id = :userId and p.principal_id <> :userId
