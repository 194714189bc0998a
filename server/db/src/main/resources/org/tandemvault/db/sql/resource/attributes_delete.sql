delete from vault.resource_attribute where resource_id = :id
