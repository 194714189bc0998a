insert into vault.folder_ancestor (folder_id, ancestor_id, distance)
select below.folder_id, above.ancestor_id, below.distance + above.distance + 1
from vault.folder_ancestor below
cross join vault.folder_ancestor above
where below.ancestor_id = :id and above.folder_id = :parentId
