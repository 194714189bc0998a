insert into vault.folder_ancestor (folder_id, ancestor_id, distance)
values (:id, :id, 0)
