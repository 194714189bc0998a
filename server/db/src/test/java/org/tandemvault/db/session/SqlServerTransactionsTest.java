package org.tandemvault.db.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.conf.DatabaseConf.Auth;
import org.tandemvault.conf.DatabaseConf.Engine;
import org.tandemvault.conf.DatabaseConf.KeyLayer;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.shared.UnavailableException;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.certificate.TrustStoreFile;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.tls.FakeTdsServer;
import org.tandemvault.db.tls.FakeTdsServer.Answer;
import org.tandemvault.db.tls.FakeTdsServer.Manner;
import org.tandemvault.db.tls.TestCertificates;

/** What the gate does when SQL Server refuses or goes away; the real driver, no SQL Server. */
class SqlServerTransactionsTest {
  private static final Answer DEADLOCK =
      new Answer(1205, "Transaction (Process ID 52) was deadlocked and has been chosen as victim.");

  @TempDir private Path conf;
  private final TestCertificates certificates = new TestCertificates();
  private final AtomicInteger inserts = new AtomicInteger();
  private final AtomicInteger commits = new AtomicInteger();

  @BeforeEach
  void believeTheAuthority() {
    TrustStoreFile.in(conf).add(certificates.authority().certificate());
  }

  @Test
  void aDeadlocksVictimRunsAgain() {
    write(insert -> insert == 1 ? DEADLOCK : Answer.DONE, commit -> Answer.DONE);

    assertThat(inserts).hasValue(2);
    assertThat(commits).hasPositiveValue();
  }

  @Test
  void aWriteWhoseConnectionBreaksBeforeTheCommitRunsAgain() {
    write(insert -> insert == 1 ? Answer.BREAK : Answer.DONE, commit -> Answer.DONE);

    assertThat(inserts).hasValue(2);
    assertThat(commits).hasPositiveValue();
  }

  @Test
  void aCommitWithoutAnAnswerIsNotSentAgain() {
    assertThatThrownBy(() -> write(insert -> Answer.DONE, commit -> Answer.BREAK))
        .isInstanceOfSatisfying(
            UnavailableException.class, e -> assertThat(e.code()).isEqualTo("outcome-unknown"));

    assertThat(inserts).hasValue(1);
    assertThat(commits).hasValue(1);
  }

  @Test
  void aServerThatIsGoneForGoodIsNotTriedForEver() {
    assertThatThrownBy(() -> write(insert -> Answer.BREAK, commit -> Answer.DONE))
        .isInstanceOf(UnavailableException.class);

    assertThat(inserts).hasValue(2);
    assertThat(commits).hasValue(0);
  }

  private void write(IntFunction<Answer> onInsert, IntFunction<Answer> onCommit) {
    try (FakeTdsServer server =
            FakeTdsServer.start(
                certificates.good("127.0.0.1"),
                Manner.USUAL,
                sql -> answer(sql, onInsert, onCommit));
        Secret password = Secret.ofUtf8("word");
        VaultDatabase database =
            VaultDatabase.open(
                address(server.port()), new DatabaseLogin("vault_app", password), 2)) {
      new JdbiTransactions(database, new Node(new NodeId("one"), NodeRole.PRIMARY, ""))
          .write(
              tx -> {
                SettingRows.put(tx, "row");
                return 1;
              });
    }
  }

  private Answer answer(String sql, IntFunction<Answer> onInsert, IntFunction<Answer> onCommit) {
    if (sql.startsWith("insert into vault.setting")) {
      return onInsert.apply(inserts.incrementAndGet());
    }
    return sql.contains("COMMIT TRAN") ? onCommit.apply(commits.incrementAndGet()) : Answer.DONE;
  }

  private DatabaseAddress address(int port) {
    return new DatabaseAddress(
        Engine.SQLSERVER,
        "127.0.0.1",
        port,
        "vault",
        Optional.empty(),
        true,
        new DatabaseAddress.Ways(
            Optional.of(conf.resolve("truststore.p12")),
            false,
            Optional.empty(),
            Auth.SQL,
            KeyLayer.NONE));
  }
}
