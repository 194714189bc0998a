-- for few candidates by type: looks at each of them
select r.id, r.name_key
from (
  select tr.id
  from vault.resource tr
  where tr.type_key = :typeKey) c
join vault.resource r on r.id = c.id
where r.name_key >= :afterKey and (r.name_key > :afterKey or r.id > :afterId)
<filters>
order by r.name_key, r.id
offset 0 rows fetch next :limit rows only
