select count(*)
from (select p.sealed from vault.account_password p) x (content)
where substring(x.content, 2, 4) <> :head
