select c.user_id, c.password_version, c.sealed_password, c.sealed_totp, c.totp_confirmed,
  c.last_totp_step
from vault.user_credentials c
where c.user_id = :id
