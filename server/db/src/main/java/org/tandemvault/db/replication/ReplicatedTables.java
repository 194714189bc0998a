package org.tandemvault.db.replication;

import java.util.List;
import java.util.Map;

/**
 * What becomes of each table of the schema {@code vault}. A test holds it against the schema: a
 * table that is in none of these lists, or in two, breaks the build.
 */
public final class ReplicatedTables {
  /** The schema of all of them. */
  public static final String SCHEMA = "vault";

  /** Written on the primary only, read everywhere; parents before children. */
  public static final List<String> FROM_PRIMARY =
      List.of(
          "keyring",
          "key_check",
          "setting",
          "password_policy",
          "vault_user",
          "user_credentials",
          "vault_group",
          "group_member",
          "user_principal",
          "api_token",
          "folder",
          "folder_ancestor",
          "resource",
          "resource_attribute",
          "search_token",
          "account",
          "account_password",
          "share");

  /** Each node adds rows of its own, which are never changed. */
  public static final String AUDIT = "audit_event";

  /** Each node keeps one row of its own. */
  public static final String HEARTBEAT = "heartbeat";

  /** The column that says whose row it is. */
  public static final String NODE_COLUMN = "node_id";

  /** Tables that stay on their server, and why. */
  public static final Map<String, String> LOCAL =
      Map.of(
          "structure_lock",
          "rows that writers of one database lock; they say nothing, and a standby writes nothing");

  private ReplicatedTables() {}
}
