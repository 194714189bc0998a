select w.account_id, w.version, w.sealed, w.changed_at, w.changed_by
from vault.account_password w
where w.account_id = :id and w.version = :version
