package org.tandemvault.tools.backup;

/** What everybody who makes a backup must know. */
final class KeyWarning {
  private KeyWarning() {}

  static String of(String keyId) {
    return "It is worthless without the master key file (key "
        + keyId
        + "): keep a copy of that file in another place, never beside the backup.";
  }
}
