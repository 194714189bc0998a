insert into vault.setting (name, setting_value) values (:name, :value)
