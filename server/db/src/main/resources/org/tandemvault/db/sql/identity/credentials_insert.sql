insert into vault.user_credentials (user_id, password_version, sealed_password, sealed_totp,
  totp_confirmed, last_totp_step)
values (:id, :passwordVersion, :sealedPassword, :sealedTotp, :totpConfirmed, :lastTotpStep)
