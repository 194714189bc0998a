-- part of a search
  and (e.actor_key = :actorKey or e.actor_id = :actorId)
