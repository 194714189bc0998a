-- as search_count_type; SQL Server has no OFFSET without ORDER BY
select count(*)
from (
  select top (:most) n.id
  from (
    select tr.id
    from vault.resource tr
    where tr.type_key = :typeKey) n) c
