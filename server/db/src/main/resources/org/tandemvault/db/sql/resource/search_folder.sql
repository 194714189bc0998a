-- part of a search
  and (
    select count(*)
    from vault.folder_ancestor fa
    where fa.folder_id = r.folder_id and fa.ancestor_id = :folderId) > 0
