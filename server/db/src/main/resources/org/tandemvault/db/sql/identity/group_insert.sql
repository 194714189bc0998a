insert into vault.vault_group (id, name, name_key, description, version)
values (:id, :name, :nameKey, :description, :version)
