-- whether a walk ended before the names did
select r.id
from vault.resource r
where r.name_key >= :afterKey and (r.name_key > :afterKey or r.id > :afterId)
order by r.name_key, r.id
offset :walk rows fetch next 1 rows only
