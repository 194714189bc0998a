update vault.account_password
set sealed = :sealed
where account_id = :id and version = :version and sealed = :before
