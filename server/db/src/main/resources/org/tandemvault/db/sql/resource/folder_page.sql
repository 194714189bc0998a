select f.id, f.name, f.parent_id, f.version, f.name_key
from vault.folder f
where f.name_key >= :afterKey and (f.name_key > :afterKey or f.id > :afterId)
order by f.name_key, f.id
offset 0 rows fetch next :limit rows only
