select r.id, r.name, r.type, r.address, r.description, r.folder_id, r.created_at, r.updated_at, r.version,
  (select max(x.right_level) from (
    select s.right_level
    from vault.share s
    join vault.user_principal p on p.principal_id = s.principal_id and p.user_id = :viewer
    where s.target_type = 'resource' and s.target_id = r.id
    union all
    select s.right_level
    from vault.folder_ancestor fa
    join vault.share s on s.target_type = 'folder' and s.target_id = fa.ancestor_id
    join vault.user_principal p on p.principal_id = s.principal_id and p.user_id = :viewer
    where fa.folder_id = r.folder_id) x) as right_level
from vault.resource r
where r.name_key in (<names>)
