select x.row_id, x.row_version, x.raw, x.content
from (select p.account_id, p.version, sealed, p.sealed from vault.account_password p) x (row_id, row_version, raw, content)
where substring(x.content, 2, 4) <> :head and x.row_id >= :afterId
  and (x.row_id > :afterId or x.row_version > :afterVersion)
order by x.row_id, x.row_version
offset 0 rows fetch next :most rows only
