package org.tandemvault.core.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What happened. The words are stored and told outside, so none is ever renamed. */
public enum AuditAction {
  SIGN_IN,
  SIGN_OUT,
  SIGN_IN_REFUSED,
  REVEAL,
  COPY,
  PASSWORD_CHANGE,
  ACCESS_REFUSED,
  RESOURCE_CREATE,
  RESOURCE_UPDATE,
  RESOURCE_DELETE,
  ACCOUNT_CREATE,
  ACCOUNT_UPDATE,
  ACCOUNT_DELETE,
  FOLDER_CREATE,
  FOLDER_UPDATE,
  FOLDER_DELETE,
  SHARE_CHANGE,
  POLICY_CREATE,
  POLICY_UPDATE,
  POLICY_DELETE,
  USER_CREATE,
  USER_UPDATE,
  USER_DISABLE,
  USER_UNLOCK,
  USER_PASSWORD_RESET,
  OWN_PASSWORD_CHANGE,
  SECOND_FACTOR_ENROL,
  SECOND_FACTOR_REMOVE,
  GROUP_CREATE,
  GROUP_UPDATE,
  GROUP_DELETE,
  TOKEN_CREATE,
  TOKEN_DELETE,
  SETTINGS_UPDATE,
  IMPORT,
  EXPORT,
  KEY_ROTATE,
  KEY_REKEY,
  BACKUP,
  RESTORE,
  TOOL_RUN,
  NODE_START,
  NODE_STOP,
  AUDIT_RESUME,
  HA_CHANGE,
  HA_DRILL;

  /** The word outside, e.g. {@code resource-create}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The action of that word. */
  public static Optional<AuditAction> ofWord(String word) {
    return Arrays.stream(values()).filter(a -> a.word().equals(word)).findFirst();
  }
}
