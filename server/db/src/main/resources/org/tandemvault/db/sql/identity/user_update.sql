update vault.vault_user
set display_name = :displayName, display_key = :displayKey, email = :email, roles = :roles,
  enabled = :enabled, second_factor = :secondFactor, must_change_password = :mustChangePassword,
  updated_at = :updatedAt, version = :version
where id = :id and version = :version - 1
