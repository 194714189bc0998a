-- part of a search
  and r.type_key = :typeKey
