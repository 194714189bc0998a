if schema_id('vault') is null exec('create schema vault');
GO
create table vault.vault_user (
  id bigint not null,
  name nvarchar(512) collate Latin1_General_100_BIN2 not null,
  name_key nvarchar(512) collate Latin1_General_100_BIN2 not null,
  display_name nvarchar(512) collate Latin1_General_100_BIN2 not null,
  display_key nvarchar(512) collate Latin1_General_100_BIN2 not null,
  email nvarchar(512) collate Latin1_General_100_BIN2 not null,
  roles varchar(200) not null,
  enabled bit not null,
  second_factor bit not null,
  must_change_password bit not null,
  created_at datetime2(6) not null,
  updated_at datetime2(6) not null,
  version bigint not null,
  constraint pk_vault_user primary key (id),
  constraint uq_vault_user_name unique (name_key)
);
GO
create table vault.user_credentials (
  user_id bigint not null,
  password_version bigint not null,
  sealed_password varbinary(max) not null,
  sealed_totp varbinary(max),
  totp_confirmed bit not null,
  last_totp_step bigint not null,
  constraint pk_user_credentials primary key (user_id),
  constraint fk_user_credentials_user foreign key (user_id) references vault.vault_user (id) not for replication
);
GO
create table vault.vault_group (
  id bigint not null,
  name nvarchar(512) collate Latin1_General_100_BIN2 not null,
  name_key nvarchar(512) collate Latin1_General_100_BIN2 not null,
  description nvarchar(max) not null,
  version bigint not null,
  constraint pk_vault_group primary key (id),
  constraint uq_vault_group_name unique (name_key)
);
GO
create table vault.group_member (
  group_id bigint not null,
  position int not null,
  member_type varchar(40) collate Latin1_General_100_BIN2 not null,
  member_id bigint not null,
  constraint pk_group_member primary key (group_id, member_id),
  constraint fk_group_member_group foreign key (group_id) references vault.vault_group (id) not for replication
);
GO
create index group_member_of on vault.group_member (member_id, group_id);
GO
create table vault.user_principal (
  user_id bigint not null,
  principal_id bigint not null,
  constraint pk_user_principal primary key (user_id, principal_id)
);
GO
create index user_principal_users on vault.user_principal (principal_id, user_id);
GO
create table vault.structure_lock (
  name varchar(40) collate Latin1_General_100_BIN2 not null,
  uses bigint not null,
  constraint pk_structure_lock primary key (name)
);
GO
create table vault.api_token (
  id bigint not null,
  owner_id bigint not null,
  name nvarchar(512) collate Latin1_General_100_BIN2 not null,
  digest varbinary(200) not null,
  scopes varchar(200) not null,
  created_at datetime2(6) not null,
  expires_at datetime2(6),
  constraint pk_api_token primary key (id),
  constraint uq_api_token_digest unique (digest),
  constraint fk_api_token_owner foreign key (owner_id) references vault.vault_user (id) not for replication
);
GO
create index api_token_owner on vault.api_token (owner_id, id);
GO
create table vault.password_policy (
  id bigint not null,
  name nvarchar(512) collate Latin1_General_100_BIN2 not null,
  name_key nvarchar(512) collate Latin1_General_100_BIN2 not null,
  min_length int not null,
  upper_case bit not null,
  lower_case bit not null,
  digits bit not null,
  symbols bit not null,
  max_age_days int not null,
  require_reason bit not null,
  version bigint not null,
  constraint pk_password_policy primary key (id),
  constraint uq_password_policy_name unique (name_key)
);
GO
create table vault.setting (
  name varchar(40) collate Latin1_General_100_BIN2 not null,
  setting_value bigint not null,
  constraint pk_setting primary key (name)
);
GO
create table vault.share (
  target_type varchar(40) collate Latin1_General_100_BIN2 not null,
  target_id bigint not null,
  principal_type varchar(40) collate Latin1_General_100_BIN2 not null,
  principal_id bigint not null,
  right_level smallint not null,
  resource_id bigint,
  constraint pk_share primary key (target_type, target_id, principal_id)
);
GO
create index share_principal on vault.share (principal_id, resource_id, target_type);
GO
create index share_resource on vault.share (resource_id, principal_id);
GO
create table vault.folder (
  id bigint not null,
  name nvarchar(512) collate Latin1_General_100_BIN2 not null,
  name_key nvarchar(512) collate Latin1_General_100_BIN2 not null,
  parent_id bigint,
  parent_key bigint not null,
  version bigint not null,
  constraint pk_folder primary key (id),
  constraint uq_folder_name unique (parent_key, name_key),
  constraint fk_folder_parent foreign key (parent_id) references vault.folder (id) not for replication
);
GO
create index folder_by_name on vault.folder (name_key, id);
GO
create index folder_parent on vault.folder (parent_id);
GO
create table vault.folder_ancestor (
  folder_id bigint not null,
  ancestor_id bigint not null,
  distance int not null,
  constraint pk_folder_ancestor primary key (folder_id, ancestor_id)
);
GO
create index folder_ancestor_below on vault.folder_ancestor (ancestor_id, folder_id);
GO
create table vault.resource (
  id bigint not null,
  name nvarchar(512) collate Latin1_General_100_BIN2 not null,
  name_key nvarchar(512) collate Latin1_General_100_BIN2 not null,
  type nvarchar(512) collate Latin1_General_100_BIN2 not null,
  type_key nvarchar(512) collate Latin1_General_100_BIN2 not null,
  address nvarchar(512) collate Latin1_General_100_BIN2 not null,
  description nvarchar(max) not null,
  folder_id bigint,
  created_at datetime2(6) not null,
  updated_at datetime2(6) not null,
  version bigint not null,
  constraint pk_resource primary key (id),
  constraint fk_resource_folder foreign key (folder_id) references vault.folder (id) not for replication
);
GO
create index resource_by_name on vault.resource (name_key, id);
GO
create index resource_by_type on vault.resource (type_key, id) include (name_key);
GO
create index resource_by_folder on vault.resource (folder_id, id) include (name_key);
GO
create table vault.resource_attribute (
  resource_id bigint not null,
  position int not null,
  name nvarchar(512) collate Latin1_General_100_BIN2 not null,
  attribute_value nvarchar(512) collate Latin1_General_100_BIN2 not null,
  constraint pk_resource_attribute primary key (resource_id, position),
  constraint fk_resource_attribute_resource foreign key (resource_id) references vault.resource (id) not for replication
);
GO
create table vault.search_token (
  resource_id bigint not null,
  token nvarchar(128) collate Latin1_General_100_BIN2 not null,
  source_id bigint not null,
  name_key nvarchar(512) collate Latin1_General_100_BIN2 not null,
  constraint pk_search_token primary key (resource_id, token, source_id)
);
GO
create index search_token_prefix on vault.search_token (token, resource_id) include (name_key);
GO
create table vault.account (
  id bigint not null,
  resource_id bigint not null,
  login nvarchar(512) collate Latin1_General_100_BIN2 not null,
  sealed_notes varbinary(max) not null,
  password_version bigint not null,
  password_changed_at datetime2(6) not null,
  expires_at datetime2(6),
  policy_id bigint,
  version bigint not null,
  constraint pk_account primary key (id),
  constraint uq_account_login unique (resource_id, login),
  constraint fk_account_resource foreign key (resource_id) references vault.resource (id) not for replication,
  constraint fk_account_policy foreign key (policy_id) references vault.password_policy (id) not for replication
);
GO
create index account_policy on vault.account (policy_id);
GO
create table vault.account_password (
  account_id bigint not null,
  version bigint not null,
  sealed varbinary(max) not null,
  changed_at datetime2(6) not null,
  changed_by nvarchar(512) collate Latin1_General_100_BIN2 not null,
  constraint pk_account_password primary key (account_id, version),
  constraint fk_account_password_account foreign key (account_id) references vault.account (id) not for replication
);
GO
create table vault.audit_event (
  node_id varchar(40) collate Latin1_General_100_BIN2 not null,
  seq bigint not null,
  happened_at datetime2(6) not null,
  actor_id nvarchar(128) collate Latin1_General_100_BIN2 not null,
  actor nvarchar(512) collate Latin1_General_100_BIN2 not null,
  actor_key nvarchar(512) collate Latin1_General_100_BIN2 not null,
  action varchar(40) collate Latin1_General_100_BIN2 not null,
  target_type nvarchar(128) collate Latin1_General_100_BIN2 not null,
  target_id nvarchar(128) collate Latin1_General_100_BIN2 not null,
  target_name nvarchar(1200) collate Latin1_General_100_BIN2 not null,
  target_key nvarchar(1200) collate Latin1_General_100_BIN2 not null,
  outcome varchar(40) collate Latin1_General_100_BIN2 not null,
  reason nvarchar(max) not null,
  client nvarchar(128) collate Latin1_General_100_BIN2 not null,
  prev_hash varbinary(200) not null,
  hash varbinary(200) not null,
  constraint pk_audit_event primary key (node_id, seq)
);
GO
create index audit_event_time on vault.audit_event (happened_at, node_id, seq);
GO
create index audit_event_actor on vault.audit_event (actor_key, happened_at);
GO
create index audit_event_target on vault.audit_event (target_id, happened_at);
GO
create table vault.keyring (
  key_id int not null,
  wrapped varbinary(200) not null,
  active bit not null,
  seals bigint not null,
  constraint pk_keyring primary key (key_id)
);
GO
create table vault.key_check (
  id int not null,
  check_value varbinary(200) not null,
  constraint pk_key_check primary key (id)
);
GO
create table vault.heartbeat (
  node_id varchar(40) collate Latin1_General_100_BIN2 not null,
  sent_at datetime2(6) not null,
  beat bigint not null,
  constraint pk_heartbeat primary key (node_id)
);
GO
