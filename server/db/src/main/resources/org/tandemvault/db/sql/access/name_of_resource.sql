select r.name as resource_name, null as login from vault.resource r where r.id = :targetId
