update vault.keyring set wrapped = :wrapped, active = :active where key_id = :keyId
