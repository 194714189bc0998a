select x.row_id, x.row_version, x.raw, x.content
from (select c.user_id, c.password_version, sealed_totp, c.sealed_totp from vault.user_credentials c) x (row_id, row_version, raw, content)
where substring(x.content, 2, 4) <> :head and x.row_id >= :afterId
  and (x.row_id > :afterId or x.row_version > :afterVersion)
order by x.row_id, x.row_version
offset 0 rows fetch next :most rows only
