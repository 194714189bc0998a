select w.version, w.changed_at, w.changed_by
from vault.account_password w
where w.account_id = :id and w.version < :before
order by w.version desc
offset 0 rows fetch next :limit rows only
