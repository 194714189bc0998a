-- for few candidates by word: looks at each of them
select r.id, r.name_key
from (
  select distinct t.resource_id as id
  from vault.search_token t
  where t.token >= :rare and t.token < :rareEnd) c
join vault.resource r on r.id = c.id
where r.name_key >= :afterKey and (r.name_key > :afterKey or r.id > :afterId)
<filters>
order by r.name_key, r.id
offset 0 rows fetch next :limit rows only
