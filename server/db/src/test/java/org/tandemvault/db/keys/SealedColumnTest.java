package org.tandemvault.db.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tandemvault.db.FreshDatabase;

/** Whether every sealed column of the schema is sealed anew after a rotation. */
class SealedColumnTest {
  @RegisterExtension static final FreshDatabase DATABASE = FreshDatabase.withTables();

  /** Bytes that no data key sealed. */
  private static final Set<String> NOT_SEALED =
      Set.of(
          "api_token.digest", // HMAC under the root, which no rotation changes
          "audit_event.hash",
          "audit_event.prev_hash",
          "key_check.check_value", // made anew by a rekey
          "keyring.wrapped"); // under the master key

  @Test
  void everyColumnOfBytesIsSealedAnewOrNamedHereAsSomethingElse() throws SQLException {
    Set<String> all = new TreeSet<>();
    try (var connection = DATABASE.connectAsOwner();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select table_name || '.' || column_name from information_schema.columns"
                    + " where table_schema = 'vault' and data_type = 'bytea'")) {
      while (rows.next()) {
        all.add(rows.getString(1));
      }
    }

    Set<String> known =
        Arrays.stream(SealedColumn.values())
            .map(column -> column.table() + "." + column.column())
            .collect(Collectors.toCollection(TreeSet::new));
    known.addAll(NOT_SEALED);
    assertThat(all).isEqualTo(known);
  }

  /** The second layer of SQL Server and the move to another database go by the name. */
  @Test
  void theNameOfASealedColumnBeginsSo() {
    assertThat(SealedColumn.names()).allMatch(name -> name.startsWith("sealed"));
  }
}
