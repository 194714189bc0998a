delete from vault.folder_ancestor
where folder_id in (select b.folder_id from vault.folder_ancestor b where b.ancestor_id = :id)
  and ancestor_id not in (select b.folder_id from vault.folder_ancestor b where b.ancestor_id = :id)
