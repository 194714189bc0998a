package org.tandemvault.db.replication.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.db.replication.PlanStep;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.sqlserver.tsql.Place;

/**
 * What is asked of a server, asked of a real one: that which {@code VAULT_TEST_SQLSERVER_URL}
 * names. Nothing is changed there.
 */
final class SqlServerLookUpsTest {
  private static final String VARIABLE = "VAULT_TEST_SQLSERVER_URL";
  private static final List<LookUp> NEED_A_PUBLICATION =
      List.of(LookUp.PENDING, LookUp.TRACERS, LookUp.TRACER_HISTORY);
  private static final List<LookUp> NEED_A_VAULT =
      List.of(
          LookUp.CHECK_VALUES,
          LookUp.VAULT_USERS,
          LookUp.BEATS,
          LookUp.OWN_EVENTS,
          LookUp.NEWEST_EVENT);

  private String url = "";

  @BeforeEach
  void needServer() {
    url = Optional.ofNullable(System.getenv(VARIABLE)).orElse("");
    assumeTrue(url.startsWith("jdbc:sqlserver://"), "no SQL Server: " + VARIABLE + " is not set");
  }

  @Test
  void everyLookUpIsUnderstood() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        JdbcSession session = new JdbcSession(connection, "the server under test")) {
      assumeTrue(
          session.look(Place.MASTER, LookUp.DATABASE, "msdb").size() == 1,
          "the server under test has no msdb, so it cannot replicate");
      String database = connection.getCatalog();
      for (LookUp lookUp : LookUp.values()) {
        if (!NEED_A_PUBLICATION.contains(lookUp) && !NEED_A_VAULT.contains(lookUp)) {
          session.look(place(lookUp, database, session), lookUp, arguments(lookUp, database));
        }
      }
    }
  }

  @Test
  void oneServerForBothSidesIsRefusedInWords() {
    SqlServerReplication.Server both =
        SqlServerReplication.Server.of(
            () -> {
              try {
                return new JdbcSession(DriverManager.getConnection(url), "the server under test");
              } catch (SQLException e) {
                throw new ReplicationException(
                    ReplicationException.Reason.UNREACHABLE, Refusals.words(e), e);
              }
            },
            new org.tandemvault.core.node.NodeId("standby-b"),
            "vault",
            "vault_app");
    SqlServerReplication replication =
        new SqlServerReplication(
            both,
            both,
            Options.usual(),
            new SqlServerReplication.Means(
                FakeWorld.schema(new FakeWorld().primary),
                FakeWorld.schema(new FakeWorld().primary),
                Patience.usual()));
    assertThat(replication.plan().blocked()).extracting(PlanStep::note).allMatch(n -> !n.isBlank());
    assertThat(replication.plan().blocked()).isNotEmpty();
  }

  private static Place place(LookUp lookUp, String database, JdbcSession session) {
    boolean distributor = lookUp.needed().matches("MS(log|snap|distribution_|tracer).*");
    boolean msdb = lookUp.needed().matches("MSdist(ributiondbs|publishers)|sysjobs");
    return msdb
        ? Place.MSDB
        : distributor ? Side.distribution(session) : Place.publication(database);
  }

  private static Object[] arguments(LookUp lookUp, String database) {
    int count = (int) lookUp.text().chars().filter(c -> c == '?').count();
    Object[] all = new Object[count];
    Arrays.fill(all, database);
    return all;
  }
}
