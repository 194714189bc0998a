insert into vault.key_check (id, check_value) values (1, :checkValue)
