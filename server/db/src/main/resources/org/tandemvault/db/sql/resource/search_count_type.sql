-- how many candidates by type, counted up to a limit
select count(*)
from (
  select tr.id
  from vault.resource tr
  where tr.type_key = :typeKey
  offset 0 rows fetch next :most rows only) c
