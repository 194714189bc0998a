SELECT CAST(value_in_use AS bigint) AS value_in_use
  FROM sys.configurations
 WHERE name = 'max text repl size (B)'
