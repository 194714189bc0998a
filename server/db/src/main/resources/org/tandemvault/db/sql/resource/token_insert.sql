insert into vault.search_token (resource_id, token, source_id, name_key)
values (:resourceId, :token, :sourceId, :nameKey)
