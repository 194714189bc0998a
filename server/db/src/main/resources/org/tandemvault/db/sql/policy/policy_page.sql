select p.id, p.name, p.min_length, p.upper_case, p.lower_case, p.digits, p.symbols, p.max_age_days,
  p.require_reason, p.version, p.name_key
from vault.password_policy p
where p.name_key >= :afterKey and (p.name_key > :afterKey or p.id > :afterId)
order by p.name_key, p.id
offset 0 rows fetch next :limit rows only
