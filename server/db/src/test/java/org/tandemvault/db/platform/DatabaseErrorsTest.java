package org.tandemvault.db.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.MalformedException;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.UnavailableException;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.db.FreshDatabase;
import org.tandemvault.db.JdbiFixtures;
import org.tandemvault.db.platform.SqlFailure.Kind;
import org.tandemvault.db.resource.SearchLimits;
import org.tandemvault.db.session.VaultDatabase;

/** Errors as a real PostgreSQL makes them. */
class DatabaseErrorsTest {
  @RegisterExtension static final FreshDatabase DATABASE = FreshDatabase.withTables();

  private final PostgreSqlPlatform platform = new PostgreSqlPlatform();

  @Test
  void aTakenKeyNamesItsConstraint() {
    String insert = "insert into vault.setting (name, setting_value) values ('twice', 1)";
    DATABASE.runAsOwner(insert);

    assertThat(failureOf(insert)).isEqualTo(new SqlFailure(Kind.DUPLICATE, "pk_setting"));
  }

  @Test
  void aRowThatIsNotThereIsABrokenReference() {
    assertThat(
            failureOf(
                "insert into vault.resource_attribute (resource_id, position, name,"
                    + " attribute_value) values (1, 1, 'a', 'b')"))
        .isEqualTo(new SqlFailure(Kind.REFERENCE, "fk_resource_attribute_resource"));
  }

  @Test
  void aReadOnlyDatabaseIsKnown() {
    assertThat(
            failureOf(
                "begin read only; insert into vault.setting (name, setting_value) values ('x', 1)"))
        .isEqualTo(SqlFailure.of(Kind.READ_ONLY));
  }

  @Test
  void aMissingRightIsKnown() {
    assertThat(failureOf("delete from vault.audit_event").kind()).isEqualTo(Kind.DENIED);
    assertThat(failureOf("select * from vault_admin.databasechangelog").kind())
        .isEqualTo(Kind.DENIED);
  }

  @Test
  void aFullDiskIsKnown() {
    assertThat(failureOf("do $$ begin raise exception 'full' using errcode = '53100'; end $$"))
        .isEqualTo(SqlFailure.of(Kind.FULL));
  }

  @Test
  void aServerThatIsNotThereIsAnUnavailableDatabase() {
    DatabaseAddress real = DATABASE.address();
    var nowhere =
        new DatabaseAddress(
            real.engine(), real.host(), 1, real.database(), real.caFile(), real.checkHostName());

    try (var database = VaultDatabase.open(nowhere, DATABASE.appLogin(), 2)) {
      assertThat(database.answers()).isFalse();
    }
    SQLException refused =
        catchThrowableOfType(
            SQLException.class,
            () -> platform.dataSource(nowhere, DATABASE.appLogin()).getConnection());
    assertThat(platform.classify(refused).kind()).isEqualTo(Kind.NO_CONNECTION);
  }

  @Test
  void aCertificateOfAnotherAuthorityIsRefused(@org.junit.jupiter.api.io.TempDir Path folder)
      throws Exception {
    DatabaseAddress real = DATABASE.address();
    var untrusting =
        new DatabaseAddress(
            DatabaseConf.Engine.POSTGRESQL,
            real.host(),
            real.port(),
            real.database(),
            Optional.empty(),
            true);

    assertThatThrownBy(() -> platform.dataSource(untrusting, DATABASE.appLogin()).getConnection())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("SSL");
  }

  @Test
  void foldersThatAreGoneAreAConflict() {
    var vault = JdbiFixtures.vault(DATABASE.primary(), SearchLimits.MEASURED);

    assertThatThrownBy(() -> vault.resource("db-1", new org.tandemvault.core.shared.FolderId(4711)))
        .isInstanceOfSatisfying(
            ConflictException.class, e -> assertThat(e.code()).isEqualTo("gone"));
  }

  @Test
  void textThatCannotBeStoredIsMalformedAndStaysOutOfTheMessage() {
    var vault = JdbiFixtures.vault(DATABASE.primary(), SearchLimits.MEASURED);

    assertThatThrownBy(
            () ->
                vault.<Object>read(
                    tx -> vault.users.page(tx, "top\u0000secret", PageRequest.first())))
        .isInstanceOf(MalformedException.class)
        .satisfies(
            e ->
                assertThat(org.assertj.core.util.Throwables.getStackTrace(e))
                    .doesNotContain("secret"));
    assertThat(vault.found(tx -> vault.users.find(tx, new UserId(1)))).isEmpty();
  }

  @Test
  void anExhaustedPoolIsUnavailableAfterAFewSeconds() {
    try (var database = VaultDatabase.open(DATABASE.address(), DATABASE.appLogin(), 1)) {
      var gate =
          new org.tandemvault.db.session.JdbiTransactions(
              database,
              new org.tandemvault.core.node.Node(
                  new org.tandemvault.core.node.NodeId("x"),
                  org.tandemvault.core.node.NodeRole.PRIMARY,
                  ""));
      var other =
          new org.tandemvault.db.session.JdbiTransactions(
              database,
              new org.tandemvault.core.node.Node(
                  new org.tandemvault.core.node.NodeId("x"),
                  org.tandemvault.core.node.NodeRole.PRIMARY,
                  ""));

      assertThatThrownBy(() -> gate.read(tx -> other.<Integer>read(inner -> 1)))
          .isInstanceOfSatisfying(
              UnavailableException.class,
              e -> assertThat(e.code()).isEqualTo("database-unavailable"));
    }
  }

  private SqlFailure failureOf(String sql) {
    SQLException thrown =
        catchThrowableOfType(
            SQLException.class,
            () -> {
              try (var connection = DATABASE.connectAsApp();
                  var statement = connection.createStatement()) {
                statement.execute(sql);
              }
            });
    return platform.classify(thrown);
  }
}
