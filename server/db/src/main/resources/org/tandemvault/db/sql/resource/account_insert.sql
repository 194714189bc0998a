insert into vault.account (id, resource_id, login, sealed_notes, password_version,
  password_changed_at, expires_at, policy_id, version)
values (:id, :resourceId, :login, :sealedNotes, :passwordVersion, :passwordChangedAt, :expiresAt,
  :policyId, :version)
