insert into vault.vault_user (id, name, name_key, display_name, display_key, email, roles, enabled,
  second_factor, must_change_password, created_at, updated_at, version)
values (:id, :name, :nameKey, :displayName, :displayKey, :email, :roles, :enabled,
  :secondFactor, :mustChangePassword, :createdAt, :updatedAt, :version)
