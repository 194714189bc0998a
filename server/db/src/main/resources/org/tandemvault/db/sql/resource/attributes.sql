select t.resource_id, t.name, t.attribute_value
from vault.resource_attribute t
where t.resource_id in (<ids>)
order by t.resource_id, t.position
