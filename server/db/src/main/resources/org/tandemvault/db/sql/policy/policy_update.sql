update vault.password_policy
set name = :name, name_key = :nameKey, min_length = :minLength, upper_case = :upper,
  lower_case = :lower, digits = :digits, symbols = :symbols, max_age_days = :maxAgeDays,
  require_reason = :requireReason, version = :version
where id = :id and version = :version - 1
