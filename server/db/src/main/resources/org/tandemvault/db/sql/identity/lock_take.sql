update vault.structure_lock set uses = uses + 1 where name = :name
