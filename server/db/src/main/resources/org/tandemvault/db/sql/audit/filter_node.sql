-- part of a search
  and e.node_id = :nodeId
