-- part of a search: a word is there, and the viewer may find it by it; # is its number.
-- Sources: 0 name and address,
-- 1 description, else an account
-- max() and count() instead of exists: no engine then gathers all that the viewer sees first
  and (
    select count(*)
    from vault.search_token t
    where t.resource_id = r.id and t.token >= :word# and t.token < :wordEnd#
      and (t.source_id = 0
        or (
          select count(*)
          from vault.share s
          join vault.user_principal p on p.principal_id = s.principal_id and p.user_id = :viewer
          where s.target_type = 'account' and s.target_id = t.source_id) > 0
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
            where fa.folder_id = r.folder_id), 0) > 0))) > 0
