update vault.account
set password_version = :version, password_changed_at = :changedAt, expires_at = :expiresAt
where id = :accountId and password_version = :version - 1
