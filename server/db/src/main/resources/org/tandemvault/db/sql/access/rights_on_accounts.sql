select s.target_id, max(s.right_level) as right_level
from vault.share s
join vault.user_principal p on p.principal_id = s.principal_id and p.user_id = :viewer
where s.target_type = 'account' and s.target_id in (<ids>)
group by s.target_id
