-- part of a search: the viewer sees the resource or an account of it
  and (exists (
    select 1
    from vault.share s
    join vault.user_principal p on p.principal_id = s.principal_id and p.user_id = :viewer
    where s.resource_id = r.id)
  or exists (
    select 1
    from vault.folder_ancestor fa
    join vault.share s on s.target_type = 'folder' and s.target_id = fa.ancestor_id
    join vault.user_principal p on p.principal_id = s.principal_id and p.user_id = :viewer
    where fa.folder_id = r.folder_id))
