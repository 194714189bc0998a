select t.id, t.owner_id, t.name, t.scopes, t.created_at, t.expires_at
from vault.api_token t
where t.digest = :digest
