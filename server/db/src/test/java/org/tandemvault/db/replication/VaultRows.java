package org.tandemvault.db.replication;

/** Rows as a vault has them, made in bulk. */
public final class VaultRows {
  private VaultRows() {}

  /** The key material and {@code n} users, resources, accounts, passwords and search words. */
  public static String[] vault(int n) {
    return new String[] {
      "INSERT INTO vault.key_check (id, check_value) VALUES (1, '\\x0102')",
      "INSERT INTO vault.keyring (key_id, wrapped, active, seals) VALUES (1, '\\x01', true, 0)",
      users(1, n),
      "INSERT INTO vault.resource (id, name, name_key, type, type_key, address, description,"
          + " created_at, updated_at, version) SELECT i, 'r' || i, 'r' || i, 'Linux', 'linux',"
          + " '10.0.0.' || i, 'text', now(), now(), 1 FROM generate_series(1, "
          + n
          + ") i",
      "INSERT INTO vault.account (id, resource_id, login, sealed_notes, password_version,"
          + " password_changed_at, version) SELECT i, i, 'root', '\\x00', 1, now(), 1"
          + " FROM generate_series(1, "
          + n
          + ") i",
      "INSERT INTO vault.account_password (account_id, version, sealed, changed_at, changed_by)"
          + " SELECT i, 1, decode(repeat(md5(i::text), 4), 'hex'), now(), 'someone'"
          + " FROM generate_series(1, "
          + n
          + ") i",
      "INSERT INTO vault.search_token (resource_id, token, source_id, name_key) SELECT i, 't' || i || w, 0, 'r' || i"
          + " FROM generate_series(1, "
          + n
          + ") i, generate_series(1, 3) w"
    };
  }

  public static String users(int first, int last) {
    return "INSERT INTO vault.vault_user (id, name, name_key, display_name, display_key, email,"
        + " roles, enabled, second_factor, must_change_password, created_at, updated_at, version)"
        + " SELECT i, 'u' || i, 'u' || i, 'U', 'u', '', 'user', true, false, false, now(), now(), 1"
        + " FROM generate_series("
        + first
        + ", "
        + last
        + ") i";
  }

  public static String audit(String node, int first, int last) {
    return "INSERT INTO vault.audit_event (node_id, seq, happened_at, actor_id, actor, actor_key,"
        + " action, target_type, target_id, target_name, target_key, outcome, reason, client,"
        + " prev_hash, hash) SELECT '"
        + node
        + "', i, now(), '1', 'a', 'a', 'reveal', 'account', '1', 'n', 'n', 'ok', '', 'c', '\\x00',"
        + " decode(md5(i::text), 'hex') FROM generate_series("
        + first
        + ", "
        + last
        + ") i";
  }

  public static String beat(String node) {
    return "INSERT INTO vault.heartbeat (node_id, sent_at, beat) VALUES ('"
        + node
        + "', now(), 1) ON CONFLICT (node_id) DO UPDATE SET beat = heartbeat.beat + 1,"
        + " sent_at = now()";
  }
}
