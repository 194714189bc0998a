select k.seals from vault.keyring k where k.key_id = :keyId
