package org.tandemvault.db.move;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tandemvault.conf.DatabaseConf.KeyLayer;
import org.tandemvault.db.FreshDatabase;
import org.tandemvault.db.move.VaultTable.Kind;
import org.tandemvault.db.platform.KeyLayerSql;

class VaultTableTest {
  @RegisterExtension static final FreshDatabase DATABASE = FreshDatabase.withTables();

  @Test
  void everyTableOfTheSchemaIsMovedByItsRealKey() throws SQLException {
    try (Connection connection = DATABASE.connectAsOwner()) {
      List<String> there = new ArrayList<>();
      try (ResultSet row =
          connection.getMetaData().getTables(null, "vault", null, new String[] {"TABLE"})) {
        while (row.next()) {
          there.add(row.getString("TABLE_NAME"));
        }
      }
      assertThat(VaultTable.names()).containsExactlyInAnyOrderElementsOf(there);
      for (String name : there) {
        assertThat(VaultTable.read(connection, name).key())
            .as(name)
            .isEqualTo(keyOf(connection, name));
      }
    }
  }

  @Test
  void sealedValuesPassTheSecondLayerOnTheWay() throws SQLException {
    KeyLayerSql layer = KeyLayerSql.of(KeyLayer.DEFAULT);
    try (Connection connection = DATABASE.connectAsOwner()) {
      VaultTable table = VaultTable.read(connection, "account_password");

      assertThat(table.insert(layer)).contains("encryptbykey(");
      assertThat(table.select(layer, true)).contains("decryptbykey(").endsWith(" offset ? rows");
      assertThat(table.insert(KeyLayerSql.NONE))
          .isEqualTo(
              "insert into vault.account_password (account_id, version, sealed, changed_at,"
                  + " changed_by) values (?, ?, ?, ?, ?)");
      long sealed =
          VaultTable.names().stream()
              .map(name -> read(connection, name))
              .flatMap(one -> one.columns().stream().filter(one::isSealed))
              .peek(column -> assertThat(column.kind()).isEqualTo(Kind.BYTES))
              .count();
      assertThat(sealed).isEqualTo(4);
    }
  }

  private static VaultTable read(Connection connection, String name) {
    try {
      return VaultTable.read(connection, name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> keyOf(Connection connection, String name) throws SQLException {
    TreeMap<Integer, String> key = new TreeMap<>();
    try (ResultSet row = connection.getMetaData().getPrimaryKeys(null, "vault", name)) {
      while (row.next()) {
        key.put(row.getInt("KEY_SEQ"), row.getString("COLUMN_NAME"));
      }
    }
    return List.copyOf(key.values());
  }
}
