-- part of a search
  and exists (
    select 1
    from vault.folder_ancestor inside
    where inside.folder_id = r.folder_id and inside.ancestor_id = :folderId)
