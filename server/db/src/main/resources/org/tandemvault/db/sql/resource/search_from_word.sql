-- puts what has the word in order, then looks at each
select r.id, r.name_key
from (
  select distinct c.id, c.name_key
  from (
    select r.resource_id as id, r.name_key
    from vault.search_token r
    where r.token >= :rare and r.token < :rareEnd
      and r.name_key >= :afterKey and (r.name_key > :afterKey or r.resource_id > :afterId)
    order by r.name_key, r.resource_id
    offset 0 rows fetch next :walk rows only) c
  where 1 = 1
  <words>
  order by c.name_key, c.id
  offset 0 rows fetch next :walk rows only) c
join vault.resource r on r.id = c.id
where r.name_key = c.name_key
<filters>
order by c.name_key, c.id
offset 0 rows fetch next :limit rows only
