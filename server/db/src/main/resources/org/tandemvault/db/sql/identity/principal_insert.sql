insert into vault.user_principal (user_id, principal_id)
values (:userId, :principalId)
