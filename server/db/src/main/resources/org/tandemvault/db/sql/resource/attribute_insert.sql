insert into vault.resource_attribute (resource_id, position, name, attribute_value)
values (:resourceId, :position, :name, :value)
