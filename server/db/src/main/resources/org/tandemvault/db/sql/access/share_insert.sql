insert into vault.share (target_type, target_id, principal_type, principal_id, right_level,
  resource_id)
values (:targetType, :targetId, :principalType, :principalId, :rightLevel, :resourceId)
