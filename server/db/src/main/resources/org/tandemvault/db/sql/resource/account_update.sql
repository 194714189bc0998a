update vault.account
set login = :login, sealed_notes = :sealedNotes, expires_at = :expiresAt, policy_id = :policyId,
  version = :version
where id = :id and version = :version - 1
