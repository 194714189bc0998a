insert into vault.password_policy (id, name, name_key, min_length, upper_case, lower_case, digits,
  symbols, max_age_days, require_reason, version)
values (:id, :name, :nameKey, :minLength, :upper, :lower, :digits, :symbols, :maxAgeDays,
  :requireReason, :version)
