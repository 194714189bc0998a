-- how many by viewer, counted up to a limit
select count(*)
from (
  select s.resource_id as id
  from vault.user_principal p
  join vault.share s on s.principal_id = p.principal_id and s.resource_id is not null
  where p.user_id = :viewer
  union all
  select fr.id
  from vault.user_principal p
  join vault.share s on s.principal_id = p.principal_id and s.target_type = 'folder'
  join vault.folder_ancestor fa on fa.ancestor_id = s.target_id
  join vault.resource fr on fr.folder_id = fa.folder_id
  where p.user_id = :viewer
  offset 0 rows fetch next :most rows only) c
