update vault.setting
set setting_value = :version
where name = 'version' and setting_value = :version - 1
