select t.id, t.owner_id, t.name, t.scopes, t.created_at, t.expires_at
from vault.api_token t
where t.owner_id = :ownerId and t.id > :afterId
order by t.id
offset 0 rows fetch next :limit rows only
