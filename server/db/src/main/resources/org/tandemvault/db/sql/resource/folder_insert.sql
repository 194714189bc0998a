insert into vault.folder (id, name, name_key, parent_id, parent_key, version)
values (:id, :name, :nameKey, :parentId, :parentKey, :version)
