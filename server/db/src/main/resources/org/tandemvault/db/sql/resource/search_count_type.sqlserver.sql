-- as search_count_type; SQL Server has no OFFSET without ORDER BY
select count(*)
from (
  select top (:most) n.id
  from (
    select r.id
    from vault.resource r
    where r.type_key = :typeKey) n) c
