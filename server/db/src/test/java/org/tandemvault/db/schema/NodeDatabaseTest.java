package org.tandemvault.db.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.crypto.Binding;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.Purpose;
import org.tandemvault.crypto.ReservedSealBudget;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.SecretCipher;
import org.tandemvault.db.FreshDatabase;
import org.tandemvault.db.schema.NodeDatabaseException.Reason;
import org.tandemvault.db.session.JdbiTransactions;
import org.tandemvault.db.session.VaultDatabase;

/** Tables, keys and the node lock on a real PostgreSQL, from an empty database on. */
class NodeDatabaseTest {
  @RegisterExtension static final FreshDatabase DATABASE = FreshDatabase.empty();

  private static final Binding PLACE = new Binding("t", 1, "f", 1);

  private final SecureRandom random = new SecureRandom();

  @Test
  void anEmptyDatabaseGetsItsTablesAndASecondRunChangesNothing() throws SQLException {
    migrate();
    List<String> first = list("select id || md5sum from vault_admin.databasechangelog order by id");

    migrate();

    assertThat(first).isNotEmpty();
    assertThat(list("select id || md5sum from vault_admin.databasechangelog order by id"))
        .isEqualTo(first);
    assertThat(
            list(
                "select tablename from pg_tables where schemaname = 'vault' and not exists (select"
                    + " from pg_constraint where contype = 'p' and conrelid = (schemaname || '.' ||"
                    + " tablename)::regclass)"))
        .as("tables without a primary key")
        .isEmpty();
  }

  @Test
  void everyTableHasItsRights() throws SQLException {
    migrate();

    assertThat(
            list(
                "select tablename from pg_tables where schemaname = 'vault' and not"
                    + " has_table_privilege('"
                    + DATABASE.appLogin().user()
                    + "', schemaname || '.' || tablename, 'select')"))
        .as("tables that the application can't read")
        .isEmpty();
  }

  @Test
  void tablesOfANewerReleaseAreRefused() {
    migrate();
    DATABASE.runAsOwner(
        "insert into vault_admin.databasechangelog select 'from-the-future', author, filename,"
            + " dateexecuted, orderexecuted + 100, exectype, md5sum, description, comments, tag,"
            + " liquibase, contexts, labels, deployment_id from vault_admin.databasechangelog"
            + " limit 1");

    assertThatThrownBy(this::migrate)
        .isInstanceOfSatisfying(
            NodeDatabaseException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NEWER))
        .hasMessageContaining("from-the-future");
    DATABASE.runAsOwner("delete from vault_admin.databasechangelog where id = 'from-the-future'");
  }

  @Test
  void theApplicationAddsAuditEventsAndNeverChangesThem() {
    migrate();

    assertDenied("update vault.audit_event set reason = ''");
    assertDenied("delete from vault.audit_event");
    assertDenied("truncate vault.audit_event");
    assertDenied("update vault.key_check set id = 2");
    assertDenied("delete from vault.keyring");
    assertDenied("select * from vault_admin.databasechangelog");
    assertDenied("create table vault.mine (id int)");
    assertDenied("create table public.mine (id int)");
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsSaidPlainly() {
    var nowhere =
        new NodeDatabase(DATABASE.address().withDatabase("nowhere"), DATABASE.ownerLogin());

    assertThatThrownBy(() -> nowhere.migrate("vault_app"))
        .isInstanceOfSatisfying(
            NodeDatabaseException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE))
        .hasMessageContaining("nowhere at ");
  }

  @Test
  void theFirstKeyIsKeptAndAnotherIsRefusedBeforeAnythingIsWritten() {
    migrate();
    DATABASE.clear();
    try (var owner = VaultDatabase.open(DATABASE.address(), DATABASE.ownerLogin(), 2);
        MasterKey master = MasterKey.generate(random);
        MasterKey other = MasterKey.generate(random)) {
      var gate = new JdbiTransactions(owner, new Node(new NodeId("test"), NodeRole.PRIMARY, ""));
      var check = new KeyCheck(gate, random);
      byte[] text = {1, 2, 3};
      Keyring made = check.require(master, "/keys/master.key", "vault");
      byte[] code = made.authenticator(Purpose.AUDIT_CHAIN).mac(text);

      assertThatThrownBy(() -> check.require(other, "/keys/other.key", "vault"))
          .isInstanceOfSatisfying(
              NodeDatabaseException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_KEY))
          .hasMessageContaining("/keys/other.key")
          .hasMessageContaining(other.keyId())
          .hasMessageContaining(master.keyId());

      Keyring again = check.require(master, "/keys/master.key", "vault");
      assertThat(again.authenticator(Purpose.AUDIT_CHAIN).mac(text)).isEqualTo(code);
      Keyring opened = new JdbiKeyring(DATABASE.primary()).open(master);
      assertThat(opened.authenticator(Purpose.AUDIT_CHAIN).mac(text)).isEqualTo(code);
      assertThat(opened.keyIds()).isEqualTo(made.keyIds());
    }
  }

  @Test
  void sealsAreCountedForEver() {
    migrate();
    DATABASE.clear();
    try (var owner = VaultDatabase.open(DATABASE.address(), DATABASE.ownerLogin(), 2);
        MasterKey master = MasterKey.generate(random)) {
      var gate = new JdbiTransactions(owner, new Node(new NodeId("test"), NodeRole.PRIMARY, ""));
      int key = new KeyCheck(gate, random).require(master, "file", "vault").activeKeyId();
      var ledger = new JdbiKeyring(DATABASE.primary());

      assertThat(ledger.reserve(key, 1 << 20)).isEqualTo(1 << 20);
      assertThat(ledger.reserve(key, 5)).isEqualTo((1 << 20) + 5);
    }
  }

  @Test
  void aWornDataKeyIsFollowedByANewOneAndStillOpensWhatItSealed() {
    migrate();
    DATABASE.clear();
    try (var owner = VaultDatabase.open(DATABASE.address(), DATABASE.ownerLogin(), 2);
        MasterKey master = MasterKey.generate(random)) {
      var gate = new JdbiTransactions(owner, new Node(new NodeId("test"), NodeRole.PRIMARY, ""));
      var check = new KeyCheck(gate, random);
      Keyring first = check.require(master, "file", "vault");
      var ledger = new JdbiKeyring(DATABASE.primary());
      ledger.reserve(1, ReservedSealBudget.WARN_AT - 1);
      assertThat(check.require(master, "file", "vault").activeKeyId()).isEqualTo(1);
      ledger.reserve(1, 1);

      assertThat(check.require(master, "file", "vault").activeKeyId()).isEqualTo(2);

      Keyring next = check.require(master, "file", "vault");
      assertThat(next.activeKeyId()).isEqualTo(2);
      assertThat(next.keyIds()).containsExactly(1, 2);
      assertOpens(next, sealedBy(first));
      assertThat(ledger.reserve(2, 7)).isEqualTo(7);
    }
  }

  private byte[] sealedBy(Keyring keyring) {
    try (Secret secret = Secret.ofUtf8("kept")) {
      return new SecretCipher(keyring, key -> {}, random).seal(secret, PLACE);
    }
  }

  private void assertOpens(Keyring keyring, byte[] sealed) {
    try (Secret opened = new SecretCipher(keyring, key -> {}, random).open(sealed, PLACE)) {
      assertThat(opened.copyChars()).isEqualTo("kept".toCharArray());
    }
  }

  @Test
  void aSecondProcessWithTheSameNodeIdIsRefused() {
    try (NodeLock first = lock("one")) {
      assertThatThrownBy(() -> lock("one"))
          .isInstanceOfSatisfying(
              NodeDatabaseException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.NODE_RUNS_ALREADY))
          .hasMessageContaining("conf/node.conf");
      lock("two").close();
      first.renew();
    }
    lock("one").close();
  }

  @Test
  void aLostLockIsTakenAgainUnlessSomebodyElseHasIt() {
    try (NodeLock lock = lock("three")) {
      killLockHolders();
      lock.renew();
      assertThatThrownBy(() -> lock("three")).isInstanceOf(NodeDatabaseException.class);

      killLockHolders();
      try (NodeLock thief = lock("three")) {
        assertThatThrownBy(lock::renew)
            .isInstanceOfSatisfying(
                NodeDatabaseException.class,
                e -> assertThat(e.reason()).isEqualTo(Reason.NODE_RUNS_ALREADY));
        thief.renew();
      }
    }
  }

  private static NodeLock lock(String node) {
    return NodeLock.take(DATABASE.address(), DATABASE.appLogin(), new NodeId(node));
  }

  private static void killLockHolders() {
    DATABASE.runAsOwner(
        "select pg_terminate_backend(pid, 10000) from pg_locks where locktype = 'advisory'");
    Awaitility.await()
        .until(() -> list("select pid from pg_locks where locktype = 'advisory'").isEmpty());
  }

  private void migrate() {
    new NodeDatabase(DATABASE.address(), DATABASE.ownerLogin()).migrate(DATABASE.appLogin().user());
  }

  private static void assertDenied(String sql) {
    assertThatThrownBy(
            () -> {
              try (var connection = DATABASE.connectAsApp();
                  var statement = connection.createStatement()) {
                statement.execute(sql);
              }
            })
        .as(sql)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
  }

  private static List<String> list(String sql) throws SQLException {
    try (var connection = DATABASE.connectAsOwner();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }
}
