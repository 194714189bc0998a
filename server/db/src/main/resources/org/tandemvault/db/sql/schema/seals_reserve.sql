update vault.keyring set seals = seals + :seals where key_id = :keyId
