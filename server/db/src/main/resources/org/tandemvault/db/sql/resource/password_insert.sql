insert into vault.account_password (account_id, version, sealed, changed_at, changed_by)
values (:accountId, :version, :sealed, :changedAt, :changedBy)
