-- part of a search: a word is there at all, which is cheap to know; # is its number
  and (
    select count(*)
    from vault.search_token t
    where t.resource_id = c.id and t.token >= :word# and t.token < :wordEnd#) > 0
