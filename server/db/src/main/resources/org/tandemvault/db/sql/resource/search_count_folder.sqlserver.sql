-- as search_count_folder; SQL Server has no OFFSET without ORDER BY
select count(*)
from (
  select top (:most) n.id
  from (
    select r.id
    from vault.folder_ancestor fa
    join vault.resource r on r.folder_id = fa.folder_id
    where fa.ancestor_id = :folderId) n) c
