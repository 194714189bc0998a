package org.tandemvault.db.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tandemvault.db.platform.Platform;

/**
 * What the application's login may do with which table. A table that is not named here can't be
 * read by it. The audit is append-only; of the check value only the value can be changed, for a new
 * master key (ADR 0120).
 */
final class Grants {
  private static final String ALL = "select, insert, update, delete";
  private static final List<String> CHANGED =
      List.of(
          "vault_user",
          "user_credentials",
          "vault_group",
          "group_member",
          "user_principal",
          "structure_lock",
          "api_token",
          "password_policy",
          "setting",
          "share",
          "folder",
          "folder_ancestor",
          "resource",
          "resource_attribute",
          "search_token",
          "account",
          "account_password");
  private static final Map<String, String> OTHERS =
      Map.of(
          "audit_event", "select, insert",
          "heartbeat", "select, insert, update",
          "keyring", "select, insert, update",
          "key_check", "select, update (check_value)");

  private Grants() {}

  static List<String> of(Platform platform, Connection connection, String appUser)
      throws SQLException {
    String user;
    try (var statement = connection.createStatement()) {
      user = statement.enquoteIdentifier(appUser, true);
    }
    var grants = new ArrayList<String>();
    if (platform.name().equals("postgresql")) {
      grants.add("grant usage on schema vault to " + user);
    }
    CHANGED.forEach(table -> grants.addAll(onTable(table, ALL, user)));
    OTHERS.forEach((table, rights) -> grants.addAll(onTable(table, rights, user)));
    return grants;
  }

  private static List<String> onTable(String table, String rights, String user) {
    return List.of(
        "revoke all on vault." + table + " from " + user,
        "grant " + rights + " on vault." + table + " to " + user);
  }
}
