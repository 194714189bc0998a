-- part of a search
  and e.action = :action
