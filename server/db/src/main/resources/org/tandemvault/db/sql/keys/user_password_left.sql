select count(*)
from (select c.sealed_password from vault.user_credentials c) x (content)
where substring(x.content, 2, 4) <> :head
