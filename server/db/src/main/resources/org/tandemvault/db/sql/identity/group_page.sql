select g.id, g.name, g.description, g.version, g.name_key
from vault.vault_group g
where g.name_key >= :afterKey
  and (g.name_key > :afterKey or g.id > :afterId)
  and g.name_key >= :prefix and g.name_key < :prefixEnd
order by g.name_key, g.id
offset 0 rows fetch next :limit rows only
