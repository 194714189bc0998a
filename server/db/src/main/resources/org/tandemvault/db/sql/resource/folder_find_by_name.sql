select f.id, f.name, f.parent_id, f.version
from vault.folder f
where f.parent_key = :parentKey and f.name_key = :nameKey
