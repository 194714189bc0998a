-- the channels this server receives on; a worker that only just began says "now" before it has
-- heard anything (received_lsn is null then), and in a black hole a new one begins every few seconds
select
  s.subname as channel,
  s.subenabled,
  w.pid,
  case when w.received_lsn is not null then w.last_msg_receipt_time end as last_msg_receipt_time,
  case when w.received_lsn is not null
    then extract(epoch from clock_timestamp() - w.last_msg_receipt_time) end as contact_age,
  coalesce(e.apply_error_count + e.sync_error_count, 0) as errors,
  coalesce(e.confl_insert_exists + e.confl_update_exists + e.confl_multiple_unique_conflicts, 0)
    as stray_rows,
  -- a sequence keeps what a transaction that was undone counted
  coalesce((select q.last_value from pg_sequences q
    where q.schemaname = 'vault' and q.sequencename = 'refused_changes'), 0) as refused,
  coalesce(e.confl_update_missing + e.confl_delete_missing + e.confl_update_origin_differs
    + e.confl_delete_origin_differs, 0) as drifts
from pg_subscription s
left join pg_stat_subscription w on w.subid = s.oid and w.worker_type = 'apply'
left join pg_stat_subscription_stats e on e.subid = s.oid
where s.subdbid = (select oid from pg_database where datname = current_database())
  and starts_with(cast(s.subname as text), 'vault_')
order by s.subname
