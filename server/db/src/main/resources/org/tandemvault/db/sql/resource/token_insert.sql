insert into vault.search_token (resource_id, token, source_id)
values (:resourceId, :token, :sourceId)
