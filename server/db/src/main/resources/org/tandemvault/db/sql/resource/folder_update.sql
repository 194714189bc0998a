update vault.folder
set name = :name, name_key = :nameKey, parent_id = :parentId, parent_key = :parentKey,
  version = :version
where id = :id and version = :version - 1
