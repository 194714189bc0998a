update vault.account
set sealed_notes = :sealedNotes
where id = :id and version = :version and sealed_notes = :before
