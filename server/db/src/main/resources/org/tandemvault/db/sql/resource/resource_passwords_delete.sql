delete from vault.account_password
where account_id in (select a.id from vault.account a where a.resource_id = :id)
