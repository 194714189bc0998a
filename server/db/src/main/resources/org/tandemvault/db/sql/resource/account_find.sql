select a.id, a.resource_id, a.login, a.sealed_notes, a.password_version, a.password_changed_at,
  a.expires_at, a.policy_id, a.version
from vault.account a
where a.id = :id
