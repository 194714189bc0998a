SELECT CONVERT(varchar(400), check_value, 2) AS value
  FROM vault.key_check
 ORDER BY id
