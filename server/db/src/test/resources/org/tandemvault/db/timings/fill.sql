-- ${n} resources with two accounts each in 100 folders. Users: 1 sees all by a group's shares on
-- the top folders, 2 by a direct share on each, 3 has ten shares, 4 one in twenty, 5 the last tenth
-- by name, 6 one folder of a hundred.
insert into vault.vault_user
select u, 'user' || u, 'user' || u, 'user' || u, 'user' || u, '', 'user', true, false, false,
  now(), now(), 1
from generate_series(1, 6) u;
insert into vault.vault_group values (100, 'all', 'all', '', 1);
insert into vault.group_member values (100, 0, 'user', 1);
insert into vault.user_principal select u, u from generate_series(1, 6) u;
insert into vault.user_principal values (1, 100);
insert into vault.folder
select 1000 + t, 'top ' || t, 'top ' || t, null, 0, 1 from generate_series(0, 9) t;
insert into vault.folder
select 2000 + f, 'folder ' || f, 'folder ' || f, 1000 + f / 10, 1000 + f / 10, 1
from generate_series(0, 99) f;
insert into vault.folder_ancestor select id, id, 0 from vault.folder;
insert into vault.folder_ancestor
select id, parent_id, 1 from vault.folder where parent_id is not null;
insert into vault.resource
select 1000000000 + i, name, name, type, type, address, 'server number ' || i || ' of team ' || i % 97,
  2000 + i % 100, now(), now(), 1
from (
  select i, kind || '-' || site || '-' || lpad(i::text, 7, '0') as name,
    (array['linux', 'windows', 'database', 'router'])[1 + i % 4] as type,
    kind || i || '.' || site || '.example.org' as address
  from (
    select i,
      (array['web', 'db', 'app', 'mail', 'cache', 'queue', 'proxy', 'auth', 'log', 'build'])[1 + i % 10] as kind,
      (array['berlin', 'paris', 'london', 'madrid', 'rome', 'vienna', 'oslo'])[1 + i % 7] as site
    from generate_series(1, ${n}) i) a) b;
insert into vault.search_token
select distinct r.id, t.token, t.source, r.name_key
from vault.resource r
cross join lateral (
  select token, 0 as source from regexp_split_to_table(r.name, '-') token
  union all select r.name, 0
  union all select token, 0 from regexp_split_to_table(r.address, '\.') token
  union all select r.address, 0
  union all select token, 1 from regexp_split_to_table(r.description, ' ') token) t;
insert into vault.account
select 3000000000 + 2 * (r.id - 1000000000) + a, r.id, case a when 0 then 'root' else 'app' || r.id end,
  '\x00', 1, now(), null, null, 1
from vault.resource r cross join generate_series(0, 1) a;
insert into vault.account_password
select a.id, 1, decode(repeat('ab', 60), 'hex'), now(), 'user1' from vault.account a;
insert into vault.search_token
select a.resource_id, a.login, a.id, r.name_key
from vault.account a join vault.resource r on r.id = a.resource_id;
insert into vault.share
select 'folder', 1000 + t, 'group', 100, 1, null from generate_series(0, 9) t;
insert into vault.share select 'resource', r.id, 'user', 2, 3, r.id from vault.resource r;
insert into vault.share
select 'resource', r.id, 'user', 3, 1, r.id from vault.resource r where r.id % (${n} / 10) = 0;
insert into vault.share
select 'resource', r.id, 'user', 4, 1, r.id from vault.resource r where r.id % 20 = 3;
insert into vault.share
select 'resource', r.id, 'user', 5, 1, r.id
from (select id from vault.resource order by name_key desc limit ${n} / 10) r;
insert into vault.share values ('folder', 2042, 'user', 6, 2, null);
