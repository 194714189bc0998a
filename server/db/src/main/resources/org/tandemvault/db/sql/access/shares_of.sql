select s.principal_type, s.principal_id, s.right_level
from vault.share s
where s.target_type = :targetType and s.target_id = :targetId
order by s.principal_type, s.principal_id
