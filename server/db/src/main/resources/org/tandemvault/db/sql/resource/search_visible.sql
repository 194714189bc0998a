-- part of a search: the viewer sees the resource or an account of it
-- max() and count() instead of exists: no engine then gathers all that the viewer sees first
  and (coalesce((
    select max(s.right_level)
    from vault.share s
    join vault.user_principal p on p.principal_id = s.principal_id and p.user_id = :viewer
    where s.resource_id = r.id), 0) > 0
  or coalesce((
    select max(s.right_level)
    from vault.folder_ancestor fa
    join vault.share s on s.target_type = 'folder' and s.target_id = fa.ancestor_id
    join vault.user_principal p on p.principal_id = s.principal_id and p.user_id = :viewer
    where fa.folder_id = r.folder_id), 0) > 0)
