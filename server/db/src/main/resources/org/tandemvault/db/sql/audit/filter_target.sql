-- part of a search
  and (e.target_id = :targetId or (e.target_key >= :prefix and e.target_key < :prefixEnd))
