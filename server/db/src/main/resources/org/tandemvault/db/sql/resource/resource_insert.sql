insert into vault.resource (id, name, name_key, type, type_key, address, description, folder_id,
  created_at, updated_at, version)
values (:id, :name, :nameKey, :type, :typeKey, :address, :description, :folderId,
  :createdAt, :updatedAt, :version)
