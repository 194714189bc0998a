select count(*)
from (select a.sealed_notes from vault.account a) x (content)
where substring(x.content, 2, 4) <> :head
