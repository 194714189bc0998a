select f.id, f.name, f.parent_id, f.version
from vault.folder_ancestor fa
join vault.folder f on f.id = fa.ancestor_id
where fa.folder_id = :id
order by fa.distance
