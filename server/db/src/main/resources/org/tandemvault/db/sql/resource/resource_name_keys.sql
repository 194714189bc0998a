select r.id, r.name_key from vault.resource r where r.id in (<ids>)
