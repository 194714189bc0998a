select a.id, a.resource_id, a.login, a.sealed_notes, a.password_version, a.password_changed_at,
  a.expires_at, a.policy_id, a.version,
  w.version as w_version, w.sealed, w.changed_at, w.changed_by,
  (select max(x.right_level) from (
    select s.right_level
    from vault.share s
    join vault.user_principal p on p.principal_id = s.principal_id and p.user_id = :viewer
    where s.target_type = 'account' and s.target_id = a.id
    union all
    select s.right_level
    from vault.share s
    join vault.user_principal p on p.principal_id = s.principal_id and p.user_id = :viewer
    where s.target_type = 'resource' and s.target_id = a.resource_id
    union all
    select s.right_level
    from vault.folder_ancestor fa
    join vault.share s on s.target_type = 'folder' and s.target_id = fa.ancestor_id
    join vault.user_principal p on p.principal_id = s.principal_id and p.user_id = :viewer
    where fa.folder_id = r.folder_id) x) as right_level
from vault.account a
join vault.resource r on r.id = a.resource_id
join vault.account_password w on w.account_id = a.id and w.version = a.password_version
where a.id > :after
  and ((
    select count(*)
    from vault.share s
    join vault.user_principal p on p.principal_id = s.principal_id and p.user_id = :viewer
    where s.target_type = 'account' and s.target_id = a.id) > 0
  or (coalesce((
    select max(s.right_level)
    from vault.share s
    join vault.user_principal p on p.principal_id = s.principal_id and p.user_id = :viewer
    where s.target_type = 'resource' and s.target_id = r.id), 0) > 0
  or coalesce((
    select max(s.right_level)
    from vault.folder_ancestor fa
    join vault.share s on s.target_type = 'folder' and s.target_id = fa.ancestor_id
    join vault.user_principal p on p.principal_id = s.principal_id and p.user_id = :viewer
    where fa.folder_id = r.folder_id), 0) > 0))
order by a.id
offset 0 rows fetch next :limit rows only
