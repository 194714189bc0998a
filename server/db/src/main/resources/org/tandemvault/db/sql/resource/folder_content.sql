select f.id from vault.folder f where f.parent_id = :id
union all
select r.id from vault.resource r where r.folder_id = :id
order by 1
offset 0 rows fetch next 1 rows only
