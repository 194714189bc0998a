select u.id
from (
    select 'folder' as target_type, fa.ancestor_id as target_id, fa.distance from vault.folder_ancestor fa
      where fa.folder_id = :targetId
  ) c
join vault.share s on s.target_type = c.target_type and s.target_id = c.target_id
join vault.user_principal p on p.principal_id = s.principal_id
join vault.vault_user u on u.id = p.user_id
where s.right_level = :manage and u.enabled = :enabled
order by u.id
offset 0 rows fetch next 1 rows only
