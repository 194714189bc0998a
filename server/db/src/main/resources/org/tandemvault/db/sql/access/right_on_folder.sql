select max(x.right_level) as right_level from (
    select s.right_level
    from vault.folder_ancestor fa
    join vault.share s on s.target_type = 'folder' and s.target_id = fa.ancestor_id
    join vault.user_principal p on p.principal_id = s.principal_id and p.user_id = :viewer
    where fa.folder_id = :targetId) x
