-- for who sees many: looks in each folder until it finds one
select f.id, f.name, f.parent_id, f.version, f.name_key
from vault.folder f
where f.name_key >= :afterKey and (f.name_key > :afterKey or f.id > :afterId) <only>
  and (f.id in (
      select below.folder_id
      from vault.user_principal p
      join vault.share s on s.principal_id = p.principal_id and s.target_type = 'folder'
      join vault.folder_ancestor below on below.ancestor_id = s.target_id
      where p.user_id = :viewer
      union
      select above.ancestor_id
      from vault.user_principal p
      join vault.share s on s.principal_id = p.principal_id and s.target_type = 'folder'
      join vault.folder_ancestor above on above.folder_id = s.target_id
      where p.user_id = :viewer)
    or exists (
      select 1
      from vault.folder_ancestor below
      join vault.resource r on r.folder_id = below.folder_id
      join vault.share s on s.resource_id = r.id
      join vault.user_principal p on p.principal_id = s.principal_id and p.user_id = :viewer
      where below.ancestor_id = f.id))
order by f.name_key, f.id
offset 0 rows fetch next :limit rows only
