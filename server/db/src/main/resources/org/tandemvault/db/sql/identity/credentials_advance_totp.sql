update vault.user_credentials
set last_totp_step = :step
where user_id = :id and last_totp_step < :step
