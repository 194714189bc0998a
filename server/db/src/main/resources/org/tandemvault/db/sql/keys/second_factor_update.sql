update vault.user_credentials
set sealed_totp = :sealedTotp
where user_id = :id and password_version = :version and sealed_totp = :before
