delete from vault.share where resource_id = :id
