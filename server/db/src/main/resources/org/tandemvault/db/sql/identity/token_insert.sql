insert into vault.api_token (id, owner_id, name, digest, scopes, created_at, expires_at)
values (:id, :ownerId, :name, :digest, :scopes, :createdAt, :expiresAt)
