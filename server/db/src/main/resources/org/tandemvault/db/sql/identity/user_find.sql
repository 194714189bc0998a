select u.id, u.name, u.display_name, u.email, u.roles, u.enabled, u.second_factor,
  u.must_change_password, u.created_at, u.updated_at, u.version
from vault.vault_user u
where u.id = :id
