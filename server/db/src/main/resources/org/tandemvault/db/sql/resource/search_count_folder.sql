-- how many by folder, counted up to a limit
select count(*)
from (
  select r.id
  from vault.folder_ancestor fa
  join vault.resource r on r.folder_id = fa.folder_id
  where fa.ancestor_id = :folderId
  offset 0 rows fetch next :most rows only) c
