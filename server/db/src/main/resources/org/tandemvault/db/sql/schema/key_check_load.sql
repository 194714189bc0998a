select c.check_value from vault.key_check c where c.id = 1
