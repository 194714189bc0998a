update vault.setting set setting_value = :value where name = :name
