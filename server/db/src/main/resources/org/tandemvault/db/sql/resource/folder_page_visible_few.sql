-- for who sees few resources: from those up
select f.id, f.name, f.parent_id, f.version, f.name_key
from vault.folder f
where f.name_key >= :afterKey and (f.name_key > :afterKey or f.id > :afterId) <only>
  and f.id in (
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
      where p.user_id = :viewer
      union
      select above.ancestor_id
      from vault.user_principal p
      join vault.share s on s.principal_id = p.principal_id and s.resource_id is not null
      join vault.resource r on r.id = s.resource_id
      join vault.folder_ancestor above on above.folder_id = r.folder_id
      where p.user_id = :viewer)
order by f.name_key, f.id
offset 0 rows fetch next :limit rows only
