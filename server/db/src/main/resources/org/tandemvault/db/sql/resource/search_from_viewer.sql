-- puts what the viewer sees in order, then looks at each; the name is looked up one by one, since
-- engines overrate how much a viewer sees and would read all names
select r.id, r.name_key
from (
  select c.id, c.name_key
  from (
    select r.id, (select n.name_key from vault.resource n where n.id = r.id) as name_key
    from (
      select s.resource_id as id
      from vault.user_principal p
      join vault.share s on s.principal_id = p.principal_id and s.resource_id is not null
      where p.user_id = :viewer
      union
      select fr.id
      from vault.user_principal p
      join vault.share s on s.principal_id = p.principal_id and s.target_type = 'folder'
      join vault.folder_ancestor fa on fa.ancestor_id = s.target_id
      join vault.resource fr on fr.folder_id = fa.folder_id
      where p.user_id = :viewer) r
    order by name_key, r.id
    offset 0 rows fetch next :walk rows only) c
  where c.name_key >= :afterKey 
    and (c.name_key > :afterKey or c.id > :afterId)
  <words>
  order by c.name_key, c.id
  offset 0 rows fetch next :walk rows only) c
join vault.resource r on r.id = c.id
where r.name_key = c.name_key
<filters>
order by c.name_key, c.id
offset 0 rows fetch next :limit rows only
