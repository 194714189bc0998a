-- how many by type, counted up to a limit
select count(*)
from (
  select r.id
  from vault.resource r
  where r.type_key = :typeKey
  offset 0 rows fetch next :most rows only) c
