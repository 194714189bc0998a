select f.name as resource_name, null as login from vault.folder f where f.id = :targetId
