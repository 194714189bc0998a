-- for few candidates by folder: looks at each of them
select r.id, r.name_key
from (
  select fr.id
  from vault.folder_ancestor fa
  join vault.resource fr on fr.folder_id = fa.folder_id
  where fa.ancestor_id = :folderId) c
join vault.resource r on r.id = c.id
where r.name_key >= :afterKey and (r.name_key > :afterKey or r.id > :afterId)
<filters>
order by r.name_key, r.id
offset 0 rows fetch next :limit rows only
