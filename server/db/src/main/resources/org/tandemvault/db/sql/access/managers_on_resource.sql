select u.id
from (
    select 'resource' as target_type, r.id as target_id, 0 as distance from vault.resource r where r.id = :targetId
    union all
    select 'folder', fa.ancestor_id, 1 + fa.distance from vault.resource r
      join vault.folder_ancestor fa on fa.folder_id = r.folder_id
      where r.id = :targetId
  ) c
join vault.share s on s.target_type = c.target_type and s.target_id = c.target_id
join vault.user_principal p on p.principal_id = s.principal_id
join vault.vault_user u on u.id = p.user_id
where s.right_level = :manage and u.enabled = :enabled
order by u.id
offset 0 rows fetch next 1 rows only
