select fa.distance
from vault.folder_ancestor fa
where fa.folder_id = :inner and fa.ancestor_id = :outer
