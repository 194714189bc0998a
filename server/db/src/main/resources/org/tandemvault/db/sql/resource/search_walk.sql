-- walks the names and looks at each: for who finds many
select r.id, r.name_key
from (
  select r.id, r.name_key, r.folder_id<column>
  from vault.resource r
  where r.name_key >= :afterKey and (r.name_key > :afterKey or r.id > :afterId)
  order by r.name_key, r.id
  offset 0 rows fetch next :walk rows only) r
where 1 = 1
<filters>
order by r.name_key, r.id
offset 0 rows fetch next :limit rows only
