select w.account_id, w.version, w.sealed, w.changed_at, w.changed_by
from vault.account a
join vault.account_password w on w.account_id = a.id and w.version = a.password_version
where a.id in (<ids>)
