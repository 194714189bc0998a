update vault.user_credentials
set sealed_password = :sealedPassword
where user_id = :id and password_version = :version and sealed_password = :before
