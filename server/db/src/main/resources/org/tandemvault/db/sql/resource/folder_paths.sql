select fa.folder_id, f.name
from vault.folder_ancestor fa
join vault.folder f on f.id = fa.ancestor_id
where fa.folder_id in (<ids>)
order by fa.folder_id, fa.distance desc
