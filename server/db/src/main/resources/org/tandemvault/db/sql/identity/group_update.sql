update vault.vault_group
set name = :name, name_key = :nameKey, description = :description, version = :version
where id = :id and version = :version - 1
