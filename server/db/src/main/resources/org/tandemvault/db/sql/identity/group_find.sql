select g.id, g.name, g.description, g.version
from vault.vault_group g
where g.id = :id
