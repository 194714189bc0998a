select k.key_id, k.wrapped, k.active from vault.keyring k order by k.key_id
