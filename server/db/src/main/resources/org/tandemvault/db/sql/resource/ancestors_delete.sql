delete from vault.folder_ancestor where folder_id = :id
