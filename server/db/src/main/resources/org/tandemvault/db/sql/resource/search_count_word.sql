-- how many by word, counted up to a limit
select count(*)
from (
  select t.resource_id as id
  from vault.search_token t
  where t.token >= :rare and t.token < :rareEnd
  offset 0 rows fetch next :most rows only) c
