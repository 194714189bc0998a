-- for this transaction alone
select set_config('synchronous_commit', 'local', true)
