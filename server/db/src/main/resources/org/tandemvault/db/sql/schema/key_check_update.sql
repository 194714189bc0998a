update vault.key_check set check_value = :checkValue where id = 1
