-- transactional replication never makes a commit wait
select 'local'
