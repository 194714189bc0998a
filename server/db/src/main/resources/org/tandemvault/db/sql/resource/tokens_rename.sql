update vault.search_token set name_key = :nameKey where resource_id = :resourceId
