insert into vault.structure_lock (name, uses) values (:name, 1)
