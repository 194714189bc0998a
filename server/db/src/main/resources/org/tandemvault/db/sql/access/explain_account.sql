select s.right_level, s.target_type, s.target_id, s.principal_type, s.principal_id,
  f.name as folder_name, coalesce(r.name, ar.name) as resource_name, a.login,
  coalesce(u.name, g.name) as through_name
from (
    select 'account' as target_type, a.id as target_id, 0 as distance from vault.account a where a.id = :targetId
    union all
    select 'resource', a.resource_id, 1 from vault.account a where a.id = :targetId
    union all
    select 'folder', fa.ancestor_id, 2 + fa.distance from vault.account a
      join vault.resource r on r.id = a.resource_id
      join vault.folder_ancestor fa on fa.folder_id = r.folder_id
      where a.id = :targetId
  ) c
join vault.share s on s.target_type = c.target_type and s.target_id = c.target_id
join vault.user_principal p on p.principal_id = s.principal_id and p.user_id = :viewer
left join vault.folder f on s.target_type = 'folder' and f.id = s.target_id
left join vault.resource r on s.target_type = 'resource' and r.id = s.target_id
left join vault.account a on s.target_type = 'account' and a.id = s.target_id
left join vault.resource ar on ar.id = a.resource_id
left join vault.vault_user u on s.principal_type = 'user' and u.id = s.principal_id
left join vault.vault_group g on s.principal_type = 'group' and g.id = s.principal_id
order by s.right_level desc, c.distance, s.principal_type, s.principal_id
