-- puts what is of the type in order, then looks at each
select r.id, r.name_key
from (
  select c.id, c.name_key
  from (
    select r.id, r.name_key
    from vault.resource r
    where r.type_key = :typeKey
      and r.name_key >= :afterKey and (r.name_key > :afterKey or r.id > :afterId)
    order by r.name_key, r.id
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
