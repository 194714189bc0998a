delete from vault.search_token where resource_id = :resourceId and source_id = :sourceId
