update vault.resource
set name = :name, name_key = :nameKey, type = :type, type_key = :typeKey, address = :address,
  description = :description, folder_id = :folderId, updated_at = :updatedAt, version = :version
where id = :id and version = :version - 1
