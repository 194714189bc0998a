-- the channels this server sends on: each has a publication of audit events, and should have a slot
select
  c.channel,
  s.slot_name,
  s.active,
  s.inactive_since,
  s.wal_status,
  s.safe_wal_size,
  s.invalidation_reason,
  cast(pg_wal_lsn_diff(pg_current_wal_lsn(), s.confirmed_flush_lsn) as bigint) as lag_bytes,
  r.reply_time,
  extract(epoch from clock_timestamp() - r.reply_time) as reply_age,
  pg_size_bytes(current_setting('max_slot_wal_keep_size')) as keep_size
from (
  select 'vault_to_' || substr(cast(pubname as text), 16) as channel
  from pg_publication where starts_with(cast(pubname as text), 'vault_audit_to_')
  union all
  select 'vault_from_' || substr(cast(pubname as text), 16)
  from pg_publication where starts_with(cast(pubname as text), 'vault_audit_of_')
) c
left join pg_replication_slots s on s.slot_name = c.channel
left join pg_stat_replication r on r.pid = s.active_pid
order by c.channel
