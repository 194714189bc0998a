insert into vault.keyring (key_id, wrapped, active, seals)
values (:keyId, :wrapped, :active, 0)
