select u.id, u.name, u.display_name, u.email, u.roles, u.enabled, u.second_factor,
  u.must_change_password, u.created_at, u.updated_at, u.version, u.name_key
from vault.vault_user u
where u.name_key >= :afterKey
  and (u.name_key > :afterKey or u.id > :afterId)
  and ((u.name_key >= :prefix and u.name_key < :prefixEnd)
    or (u.display_key >= :prefix and u.display_key < :prefixEnd))
order by u.name_key, u.id
offset 0 rows fetch next :limit rows only
