-- as search_count_word; SQL Server has no OFFSET without ORDER BY
select count(*)
from (
  select top (:most) n.id
  from (
    select t.resource_id as id
    from vault.search_token t
    where t.token >= :rare and t.token < :rareEnd) n) c
