select p.id, p.name, p.min_length, p.upper_case, p.lower_case, p.digits, p.symbols, p.max_age_days,
  p.require_reason, p.version
from vault.password_policy p
where p.id = :id
