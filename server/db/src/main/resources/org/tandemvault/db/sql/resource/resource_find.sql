select r.id, r.name, r.type, r.address, r.description, r.folder_id, r.created_at, r.updated_at, r.version
from vault.resource r
where r.id = :id
