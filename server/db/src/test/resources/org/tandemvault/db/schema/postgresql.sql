create schema if not exists vault;
create table vault.vault_user (
  id bigint not null,
  name varchar(512) collate "C" not null,
  name_key varchar(512) collate "C" not null,
  display_name varchar(512) collate "C" not null,
  display_key varchar(512) collate "C" not null,
  email varchar(512) collate "C" not null,
  roles varchar(200) not null,
  enabled boolean not null,
  second_factor boolean not null,
  must_change_password boolean not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  version bigint not null,
  constraint pk_vault_user primary key (id),
  constraint uq_vault_user_name unique (name_key)
);
create table vault.user_credentials (
  user_id bigint not null,
  password_version bigint not null,
  sealed_password bytea not null,
  sealed_totp bytea,
  totp_confirmed boolean not null,
  last_totp_step bigint not null,
  constraint pk_user_credentials primary key (user_id),
  constraint fk_user_credentials_user foreign key (user_id) references vault.vault_user (id)
);
create table vault.vault_group (
  id bigint not null,
  name varchar(512) collate "C" not null,
  name_key varchar(512) collate "C" not null,
  description text not null,
  version bigint not null,
  constraint pk_vault_group primary key (id),
  constraint uq_vault_group_name unique (name_key)
);
create table vault.group_member (
  group_id bigint not null,
  position int not null,
  member_type varchar(40) collate "C" not null,
  member_id bigint not null,
  constraint pk_group_member primary key (group_id, member_id),
  constraint fk_group_member_group foreign key (group_id) references vault.vault_group (id)
);
create index group_member_of on vault.group_member (member_id, group_id);
create table vault.user_principal (
  user_id bigint not null,
  principal_id bigint not null,
  constraint pk_user_principal primary key (user_id, principal_id)
);
create index user_principal_users on vault.user_principal (principal_id, user_id);
create table vault.structure_lock (
  name varchar(40) collate "C" not null,
  uses bigint not null,
  constraint pk_structure_lock primary key (name)
);
create table vault.api_token (
  id bigint not null,
  owner_id bigint not null,
  name varchar(512) collate "C" not null,
  digest bytea not null,
  scopes varchar(200) not null,
  created_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone,
  constraint pk_api_token primary key (id),
  constraint uq_api_token_digest unique (digest),
  constraint fk_api_token_owner foreign key (owner_id) references vault.vault_user (id)
);
create index api_token_owner on vault.api_token (owner_id, id);
create table vault.password_policy (
  id bigint not null,
  name varchar(512) collate "C" not null,
  name_key varchar(512) collate "C" not null,
  min_length int not null,
  upper_case boolean not null,
  lower_case boolean not null,
  digits boolean not null,
  symbols boolean not null,
  max_age_days int not null,
  require_reason boolean not null,
  version bigint not null,
  constraint pk_password_policy primary key (id),
  constraint uq_password_policy_name unique (name_key)
);
create table vault.setting (
  name varchar(40) collate "C" not null,
  setting_value bigint not null,
  constraint pk_setting primary key (name)
);
create table vault.share (
  target_type varchar(40) collate "C" not null,
  target_id bigint not null,
  principal_type varchar(40) collate "C" not null,
  principal_id bigint not null,
  right_level smallint not null,
  resource_id bigint,
  constraint pk_share primary key (target_type, target_id, principal_id)
);
create index share_principal on vault.share (principal_id, resource_id, target_type);
create index share_resource on vault.share (resource_id, principal_id);
create table vault.folder (
  id bigint not null,
  name varchar(512) collate "C" not null,
  name_key varchar(512) collate "C" not null,
  parent_id bigint,
  parent_key bigint not null,
  version bigint not null,
  constraint pk_folder primary key (id),
  constraint uq_folder_name unique (parent_key, name_key),
  constraint fk_folder_parent foreign key (parent_id) references vault.folder (id)
);
create index folder_by_name on vault.folder (name_key, id);
create index folder_parent on vault.folder (parent_id);
create table vault.folder_ancestor (
  folder_id bigint not null,
  ancestor_id bigint not null,
  distance int not null,
  constraint pk_folder_ancestor primary key (folder_id, ancestor_id)
);
create index folder_ancestor_below on vault.folder_ancestor (ancestor_id, folder_id);
create table vault.resource (
  id bigint not null,
  name varchar(512) collate "C" not null,
  name_key varchar(512) collate "C" not null,
  type varchar(512) collate "C" not null,
  type_key varchar(512) collate "C" not null,
  address varchar(512) collate "C" not null,
  description text not null,
  folder_id bigint,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  version bigint not null,
  constraint pk_resource primary key (id),
  constraint fk_resource_folder foreign key (folder_id) references vault.folder (id)
);
create index resource_by_name on vault.resource (name_key, id);
create index resource_by_type on vault.resource (type_key, id) include (name_key);
create index resource_by_folder on vault.resource (folder_id, id) include (name_key);
create table vault.resource_attribute (
  resource_id bigint not null,
  position int not null,
  name varchar(512) collate "C" not null,
  attribute_value varchar(512) collate "C" not null,
  constraint pk_resource_attribute primary key (resource_id, position),
  constraint fk_resource_attribute_resource foreign key (resource_id) references vault.resource (id)
);
create table vault.search_token (
  resource_id bigint not null,
  token varchar(128) collate "C" not null,
  source_id bigint not null,
  name_key varchar(512) collate "C" not null,
  constraint pk_search_token primary key (resource_id, token, source_id)
);
create index search_token_prefix on vault.search_token (token, resource_id) include (name_key);
create table vault.account (
  id bigint not null,
  resource_id bigint not null,
  login varchar(512) collate "C" not null,
  sealed_notes bytea not null,
  password_version bigint not null,
  password_changed_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone,
  policy_id bigint,
  version bigint not null,
  constraint pk_account primary key (id),
  constraint uq_account_login unique (resource_id, login),
  constraint fk_account_resource foreign key (resource_id) references vault.resource (id),
  constraint fk_account_policy foreign key (policy_id) references vault.password_policy (id)
);
create index account_policy on vault.account (policy_id);
create table vault.account_password (
  account_id bigint not null,
  version bigint not null,
  sealed bytea not null,
  changed_at timestamp(6) with time zone not null,
  changed_by varchar(512) collate "C" not null,
  constraint pk_account_password primary key (account_id, version),
  constraint fk_account_password_account foreign key (account_id) references vault.account (id)
);
create table vault.audit_event (
  node_id varchar(40) collate "C" not null,
  seq bigint not null,
  happened_at timestamp(6) with time zone not null,
  actor_id varchar(128) collate "C" not null,
  actor varchar(512) collate "C" not null,
  actor_key varchar(512) collate "C" not null,
  action varchar(40) collate "C" not null,
  target_type varchar(128) collate "C" not null,
  target_id varchar(128) collate "C" not null,
  target_name varchar(1200) collate "C" not null,
  target_key varchar(1200) collate "C" not null,
  outcome varchar(40) collate "C" not null,
  reason text not null,
  client varchar(128) collate "C" not null,
  prev_hash bytea not null,
  hash bytea not null,
  constraint pk_audit_event primary key (node_id, seq)
);
create index audit_event_time on vault.audit_event (happened_at, node_id, seq);
create index audit_event_actor on vault.audit_event (actor_key, happened_at);
create index audit_event_target on vault.audit_event (target_id, happened_at);
create table vault.keyring (
  key_id int not null,
  wrapped bytea not null,
  active boolean not null,
  seals bigint not null,
  constraint pk_keyring primary key (key_id)
);
create table vault.key_check (
  id int not null,
  check_value bytea not null,
  constraint pk_key_check primary key (id)
);
create table vault.heartbeat (
  node_id varchar(40) collate "C" not null,
  sent_at timestamp(6) with time zone not null,
  beat bigint not null,
  constraint pk_heartbeat primary key (node_id)
);
create sequence vault.refused_changes;
grant select on sequence vault.refused_changes to public;
create function vault.applied_channel() returns text language sql stable as $body$
  select s.subname::text from pg_catalog.pg_stat_subscription s
   where s.pid = pg_catalog.pg_backend_pid() and pg_catalog.starts_with(s.subname::text, 'vault_')
$body$;
create function vault.refuse_change() returns trigger language plpgsql as $body$
declare
  channel text := vault.applied_channel();
begin
  if channel is null then
    raise exception 'rows of % are never changed: % refused', tg_table_name, tg_op
      using errcode = 'insufficient_privilege';
  end if;
  perform pg_catalog.nextval('vault.refused_changes');
  raise exception 'the other side sent changes it must not send: % of % by %',
    tg_op, tg_table_name, channel using errcode = 'insufficient_privilege';
end
$body$;
create function vault.refuse_foreign_row() returns trigger language plpgsql as $body$
declare
  channel text := vault.applied_channel();
  standby text;
  fits boolean := true;
begin
  if channel is null then
    if tg_op = 'DELETE' then return old; else return new; end if;
  end if;
  if pg_catalog.starts_with(channel, 'vault_from_') then
    standby := pg_catalog.replace(pg_catalog.substr(channel, 12), '_', '-');
    fits := new.node_id = standby and (tg_op = 'INSERT' or old.node_id = standby);
  elsif pg_catalog.starts_with(channel, 'vault_to_') then
    standby := pg_catalog.replace(pg_catalog.substr(channel, 10), '_', '-');
    fits := new.node_id <> standby and (tg_op = 'INSERT' or old.node_id <> standby);
  end if;
  if tg_op <> 'DELETE' and fits then
    return new;
  end if;
  perform pg_catalog.nextval('vault.refused_changes');
  raise exception 'the other side sent changes it must not send: % of % by %',
    tg_op, tg_table_name, channel using errcode = 'insufficient_privilege';
end
$body$;
create trigger guard_change before update or delete on vault.audit_event
  for each row execute function vault.refuse_change();
create trigger guard_truncate before truncate on vault.audit_event
  for each statement execute function vault.refuse_change();
create trigger guard_owner before insert on vault.audit_event
  for each row execute function vault.refuse_foreign_row();
create trigger guard_owner before insert or update or delete on vault.heartbeat
  for each row execute function vault.refuse_foreign_row();
create trigger guard_truncate before truncate on vault.heartbeat
  for each statement execute function vault.refuse_change();
alter table vault.audit_event enable always trigger guard_change;
alter table vault.audit_event enable always trigger guard_truncate;
alter table vault.audit_event enable replica trigger guard_owner;
alter table vault.heartbeat enable replica trigger guard_owner;
alter table vault.heartbeat enable replica trigger guard_truncate;
