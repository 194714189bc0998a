update vault.user_credentials
set password_version = :passwordVersion, sealed_password = :sealedPassword,
  sealed_totp = :sealedTotp, totp_confirmed = :totpConfirmed, last_totp_step = :lastTotpStep
where user_id = :id
