package org.tandemvault.db.replication.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.platform.ConnectionTrouble;
import org.tandemvault.db.platform.ConnectionTrouble.What;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.ReplicationException.Reason;
import org.tandemvault.db.replication.sqlserver.tsql.AgentCalls;
import org.tandemvault.db.replication.sqlserver.tsql.Credential;
import org.tandemvault.db.replication.sqlserver.tsql.LoginSentences;
import org.tandemvault.db.replication.sqlserver.tsql.Place;
import org.tandemvault.db.replication.sqlserver.tsql.PublisherCalls;

/** What reaches the driver, by a connection that writes it down. */
final class JdbcSessionTest {
  private final List<String> log = new ArrayList<>();
  private final List<SQLException> lateErrors = new ArrayList<>();
  private final JdbcSession session = new JdbcSession(connection(), "vault at db1:1433");

  @Test
  void aCallRunsInItsDatabaseAndFailsByItsAnswerAlone() {
    session.run(new AgentCalls("0A").start());
    assertThat(log)
        .containsExactly(
            "setCatalog msdb",
            "execute DECLARE @outcome int; EXEC @outcome = dbo.sp_start_job @job_id = N'0A';"
                + " IF @outcome <> 0 THROW 51001, N'It answered with a failure and no reason.',"
                + " 1;",
            "close");
  }

  @Test
  void aPasswordIsBoundAndNeverPartOfTheText() {
    try (Secret password = Secret.ofUtf8("Pa'ss]word")) {
      Credential login = new Credential("vault_log_reader", () -> password);
      session.run(new PublisherCalls(Place.publication("vault"), "p").addLogReader(login));
      session.run(new LoginSentences("vault_log_reader").create(login));
    }
    assertThat(log).filteredOn("setNString 1 Pa'ss]word"::equals).hasSize(2);
    assertThat(log)
        .filteredOn(line -> line.startsWith("prepareStatement"))
        .hasSize(2)
        .noneMatch(line -> line.contains("Pa'ss"))
        .anyMatch(line -> line.contains("@publisher_password = ?"))
        .anyMatch(line -> line.contains("QUOTENAME(?, '''')"));
  }

  @Test
  void anErrorAfterTheFirstResultIsNotMissed() {
    lateErrors.add(new SQLException("Cannot alter.", "S0001", 4929));
    assertThatThrownBy(() -> session.run(new AgentCalls("0A").stop()))
        .isInstanceOf(ReplicationException.class)
        .hasMessage(
            "On vault at db1:1433 failed: EXEC dbo.sp_stop_job @job_id = N'0A': 4929 Cannot"
                + " alter.");
  }

  @Test
  void allErrorsOfAChainAreTold() {
    SQLException first = new SQLException("First.", "S0001", 14099);
    first.setNextException(new SQLException("Second.", "S0001", 21028));
    assertThat(Refusals.words(first)).isEqualTo("14099 First.; 21028 Second.");
  }

  @Test
  void whatARefusedStatementMeansIsToldInOneLine() {
    assertThat(statement("S0005", 229)).isEqualTo(Reason.DENIED);
    assertThat(statement("S0001", 15247)).isEqualTo(Reason.DENIED);
    assertThat(statement("S0001", 3906)).isEqualTo(Reason.REFUSED);
    assertThat(statement("S0001", 1105)).isEqualTo(Reason.REFUSED);
    assertThat(statement("08S01", 0)).isEqualTo(Reason.UNREACHABLE);
    assertThat(statement("S0001", 14099)).isEqualTo(Reason.FAILED);
  }

  private static Reason statement(String state, int number) {
    SQLException e = new SQLException("No.\nNot now.", state, number);
    ReplicationException told = Refusals.statement("vault at db1:1433", "EXEC sp_x", e);
    assertThat(told.getMessage()).contains("db1:1433", "EXEC sp_x").hasLineCount(1);
    return told.reason();
  }

  @Test
  void eachKindOfTroubleAtTheDoorHasItsReason() {
    assertThat(reason(What.LOGIN)).isEqualTo(Reason.DENIED);
    assertThat(reason(What.DATABASE)).isEqualTo(Reason.NO_DATABASE);
    assertThat(reason(What.CERTIFICATE)).isEqualTo(Reason.UNTRUSTED);
    assertThat(reason(What.UNREACHABLE)).isEqualTo(Reason.UNREACHABLE);
    assertThat(reason(What.OTHER)).isEqualTo(Reason.UNREACHABLE);
  }

  private static Reason reason(What what) {
    ReplicationException refused =
        Refusals.signIn(new ConnectionTrouble(what, "One sentence."), new SQLException("words"));
    assertThat(refused).hasMessage("One sentence.");
    return refused.reason();
  }

  private Connection connection() {
    return proxy(
        Connection.class,
        (self, method, words) ->
            switch (method.getName()) {
              case "createStatement" -> statement("");
              case "prepareStatement" -> statement("prepareStatement " + words[0]);
              default -> noted(method.getName(), words);
            });
  }

  private PreparedStatement statement(String first) {
    if (!first.isEmpty()) {
      log.add(first);
    }
    return proxy(
        PreparedStatement.class,
        (self, method, words) ->
            switch (method.getName()) {
              case "getUpdateCount" -> lateErrors.isEmpty() ? -1 : 1;
              case "getMoreResults" -> throw lateErrors.removeFirst();
              case "execute" -> {
                noted("execute", words);
                yield false;
              }
              default -> noted(method.getName(), words);
            });
  }

  private Object noted(String name, Object[] words) {
    StringBuilder line = new StringBuilder(name);
    for (Object word : words == null ? new Object[0] : words) {
      line.append(' ').append(word);
    }
    log.add(line.toString());
    return null;
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
