select s.name, s.setting_value from vault.setting s
