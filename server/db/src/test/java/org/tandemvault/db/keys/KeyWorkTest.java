package org.tandemvault.db.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.core.audit.AuditChain;
import org.tandemvault.core.audit.AuditExport;
import org.tandemvault.core.audit.AuditVerifier;
import org.tandemvault.core.audit.ChainedAuditTrail;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.crypto.Purpose;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.SecretCipher;
import org.tandemvault.crypto.WrongMasterKeyException;
import org.tandemvault.db.FreshDatabase;
import org.tandemvault.db.audit.JdbiAuditEvents;
import org.tandemvault.db.keys.KeyAnswer.State;
import org.tandemvault.db.schema.JdbiKeyring;
import org.tandemvault.db.schema.KeyChanges;
import org.tandemvault.db.schema.KeyCheck;
import org.tandemvault.db.session.JdbiTransactions;
import org.tandemvault.db.session.VaultDatabase;

/** Orders carried out with the application's login, as a running server does. */
class KeyWorkTest {
  @RegisterExtension static final FreshDatabase DATABASE = FreshDatabase.withTables();

  private static final int ACCOUNTS = 250;

  private final SecureRandom random = new SecureRandom();
  private final Transactions gate = DATABASE.primary();
  private final AtomicInteger seals = new AtomicInteger();
  private final List<KeyAnswer> told = new ArrayList<>();
  private Runnable atSeal = () -> {};
  private MasterKey master;
  private SecretCipher cipher;
  private ChainedAuditTrail trail;
  private Held held;
  @TempDir private Path folder;

  /** The keys of this test's process. */
  private final class Held implements KeyHolder {
    private MasterKey key = master;

    @Override
    public MasterKey master() {
      return key;
    }

    @Override
    public void use(Keyring keyring) {
      cipher.use(keyring);
    }

    @Override
    public void adopt(MasterKey next) {
      key = next;
    }
  }

  @BeforeEach
  void fill() {
    DATABASE.clear();
    master = MasterKey.generate(random);
    Keyring keyring;
    try (var owner = VaultDatabase.open(DATABASE.address(), DATABASE.ownerLogin(), 1)) {
      var node = new Node(new NodeId("test"), NodeRole.PRIMARY, "");
      keyring =
          new KeyCheck(new JdbiTransactions(owner, node), random).require(master, "file", "vault");
    }
    cipher =
        new SecretCipher(
            keyring,
            key -> {
              seals.incrementAndGet();
              atSeal.run();
            },
            random);
    var chain =
        new AuditChain(
            new NodeId("test"), new JdbiAuditEvents(), keyring.authenticator(Purpose.AUDIT_CHAIN));
    trail = new ChainedAuditTrail(chain, gate, AuditExport.NONE, Clock.systemUTC());
    held = new Held();
    rows();
  }

  @AfterEach
  void close() {
    trail.close();
    master.close();
    held.master().close();
  }

  @Test
  void everySealedValueIsUnderTheNewKeyAndOpensAsBefore() throws SQLException {
    assertThat(resealing().left()).isZero();

    KeyAnswer end = work().perform(rotation(1), told::add, () -> true);

    assertThat(end.state()).as(end.told()).isEqualTo(State.DONE);
    assertThat(cipher.activeKeyId()).isEqualTo(2);
    assertThat(resealing().left()).isZero();
    assertThat(opened(SealedColumn.ACCOUNT_PASSWORD, 7, 1)).isEqualTo("password-7");
    assertThat(opened(SealedColumn.ACCOUNT_NOTES, 7, 3)).isEqualTo("notes-7");
    assertThat(opened(SealedColumn.USER_PASSWORD, 3, 2)).isEqualTo("hash");
    assertThat(opened(SealedColumn.SECOND_FACTOR, 3, 2)).isEqualTo("factor");
    assertThat(one("select version from vault.account where id = 7")).isEqualTo("3");
    assertThat(reasons()).hasSize(2).first().asString().contains("Data key 2").contains("ada");
    assertThat(chainIsGood()).isTrue();

    int before = seals.get();
    assertThat(work().perform(rotation(1), told::add, () -> true).state()).isEqualTo(State.DONE);
    assertThat(cipher.activeKeyId()).as("the same order again makes no other key").isEqualTo(2);
    assertThat(seals.get()).isEqualTo(before);
  }

  @Test
  void aRunThatBrokeGoesOnWhereItStopped() {
    KeyAnswer broken = work().perform(rotation(1), told::add, () -> false);
    long left = resealing().left();

    assertThat(broken.isFinal()).isFalse();
    assertThat(left).isPositive().isLessThan(2L * ACCOUNTS + 2);
    int soFar = seals.get();
    assertThat(work().perform(rotation(1), told::add, () -> true).state()).isEqualTo(State.DONE);
    assertThat(seals.get() - soFar).isEqualTo((int) left);
    assertThat(resealing().left()).isZero();
  }

  @Test
  void whoChangesAValueMeanwhileWins() throws SQLException {
    byte[] changed = sealed(SealedColumn.ACCOUNT_PASSWORD, 7, 1, "changed by a person");
    atSeal =
        () -> {
          atSeal = () -> {};
          DATABASE.runAsOwner(
              "update vault.account_password set sealed = '\\x"
                  + java.util.HexFormat.of().formatHex(changed)
                  + "' where account_id = 7");
        };

    assertThat(work().perform(rotation(1), told::add, () -> true).state()).isEqualTo(State.DONE);

    assertThat(opened(SealedColumn.ACCOUNT_PASSWORD, 7, 1)).isEqualTo("changed by a person");
    assertThat(resealing().left()).isZero();
  }

  @Test
  void aValueThatDoesNotOpenStaysAsItIsAndIsTold() throws SQLException {
    DATABASE.runAsOwner(
        "update vault.account_password set sealed = (select sealed from vault.account_password"
            + " where account_id = 8) where account_id = 7");

    KeyAnswer end = work().perform(rotation(1), told::add, () -> true);

    assertThat(end.state()).isEqualTo(State.DAMAGED);
    assertThat(end.told()).contains("1 values do not open", "account_password/7/password/1");
    assertThat(resealing().left()).isEqualTo(1);
    assertThat(opened(SealedColumn.ACCOUNT_PASSWORD, 8, 1)).isEqualTo("password-8");
    assertThat(one("select outcome from vault.audit_event order by seq desc limit 1"))
        .isEqualToIgnoringCase("failed");
  }

  @Test
  void aNewMasterKeyOpensTheSameKeyringAndTheOldOneNoMore() {
    Path file = folder.resolve("next.key");
    try (MasterKey next = MasterKeyFile.create(file, random)) {
      KeyOrder order =
          new KeyOrder(
              "r", KeyOrder.Kind.REKEY, master.keyId(), next.keyId(), file + "", "ada", AT);

      KeyAnswer end = work().perform(order, told::add, () -> true);

      assertThat(end.state()).as(end.told()).isEqualTo(State.DONE);
      var stored = new JdbiKeyring(gate);
      assertThat(stored.open(next).keyIds()).containsExactly(1);
      assertThat(stored.masterKeyId()).isEqualTo(next.keyId());
      assertThat(gate.<Boolean>read(tx -> KeyChanges.fits(tx, next))).isTrue();
      assertThat(gate.<Boolean>read(tx -> KeyChanges.fits(tx, master))).isFalse();
      assertThatThrownBy(() -> stored.open(master)).isInstanceOf(WrongMasterKeyException.class);
      assertThat(held.master().keyId()).isEqualTo(next.keyId());
      assertThat(work().perform(order, told::add, () -> true).state()).isEqualTo(State.DONE);
      assertThat(reasons()).hasSize(1).first().asString().contains(next.keyId());
      assertThat(chainIsGood()).isTrue();
    }
  }

  @Test
  void aKeyFileThatIsAnotherOneIsRefusedAndNothingIsChanged() {
    Path file = folder.resolve("other.key");
    MasterKeyFile.create(file, random).close();
    KeyOrder order =
        new KeyOrder("r", KeyOrder.Kind.REKEY, master.keyId(), "0011", file + "", "ada", AT);

    assertThat(work().perform(order, told::add, () -> true).state()).isEqualTo(State.REFUSED);

    KeyOrder lost =
        new KeyOrder("r", KeyOrder.Kind.REKEY, master.keyId(), "0011", file + "x", "ada", AT);
    KeyAnswer answer = work().perform(lost, told::add, () -> true);
    assertThat(answer.state()).isEqualTo(State.REFUSED);
    assertThat(answer.told()).contains("no master key file");
    assertThat(new JdbiKeyring(gate).masterKeyId()).isEqualTo(master.keyId());
    assertThat(reasons()).isEmpty();
  }

  @Test
  void aStandbyRefusesAndASharesPrintingIsOnRecord() {
    var standby =
        new KeyWork.Database(DATABASE.standby(), trail, new Resealing(DATABASE.standby(), cipher));
    KeyWork work = new KeyWork(standby, new KeyChanges(random), held, this::read);

    assertThat(work.perform(rotation(1), told::add, () -> true).state()).isEqualTo(State.READ_ONLY);
    KeyOrder shares =
        new KeyOrder("s", KeyOrder.Kind.SHARES, "5 of 3", master.keyId(), "", "ada", AT);
    assertThat(work.perform(shares, told::add, () -> true).state()).isEqualTo(State.DONE);
    assertThat(reasons()).hasSize(1).first().asString().contains("printed");
  }

  @Test
  void anOrderThatOthersCouldWriteIsLeftAlone() throws Exception {
    KeyOrders orders = new KeyOrders(folder);
    KeyOrder order = rotation(4);
    orders.write(order);
    orders.write(new KeyAnswer(order.id(), State.DONE, "all \\ of\nit"));

    assertThat(orders.order()).contains(order);
    assertThat(orders.trustedOrder()).contains(order);
    assertThat(orders.answer(order)).map(KeyAnswer::told).contains("all \\ of\nit");
    java.nio.file.Files.setPosixFilePermissions(
        folder.resolve(KeyOrders.ORDER),
        java.nio.file.attribute.PosixFilePermissions.fromString("rw-rw----"));
    assertThat(orders.trustedOrder()).isEmpty();
    java.nio.file.Files.writeString(folder.resolve(KeyOrders.ORDER), "kind=nonsense\n");
    assertThat(orders.order()).isEmpty();
    orders.remove();
    assertThat(folder).isEmptyDirectory();
  }

  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  private static KeyOrder rotation(int leave) {
    return new KeyOrder("o", KeyOrder.Kind.ROTATE, Integer.toString(leave), "", "", "ada", AT);
  }

  private MasterKey read(Path file) {
    return MasterKeyFile.read(file, folder, true);
  }

  private Resealing resealing() {
    return new Resealing(gate, cipher);
  }

  private KeyWork work() {
    return new KeyWork(
        new KeyWork.Database(gate, trail, resealing()), new KeyChanges(random), held, this::read);
  }

  private void rows() {
    DATABASE.runAsOwner(
        "insert into vault.resource values (1, 'r', 'r', 't', 't', '', '', null, now(), now(), 1);"
            + "insert into vault.vault_user values (3, 'ada', 'ada', 'Ada', 'ada', '', 'ADMIN',"
            + " true, false, true, now(), now(), 4)");
    try (var connection = DATABASE.connectAsOwner();
        var account =
            connection.prepareStatement(
                "insert into vault.account values (?, 1, 'l' || ?, ?, 1, now(), null, null, 3)");
        var password =
            connection.prepareStatement(
                "insert into vault.account_password values (?, 1, ?, now(), 'ada')");
        var user =
            connection.prepareStatement(
                "insert into vault.user_credentials values (3, 2, ?, ?, true, 0)")) {
      for (int id = 1; id <= ACCOUNTS; id++) {
        account.setLong(1, id);
        account.setLong(2, id);
        account.setBytes(3, sealed(SealedColumn.ACCOUNT_NOTES, id, 3, "notes-" + id));
        account.addBatch();
        password.setLong(1, id);
        password.setBytes(2, sealed(SealedColumn.ACCOUNT_PASSWORD, id, 1, "password-" + id));
        password.addBatch();
      }
      account.executeBatch();
      password.executeBatch();
      user.setBytes(1, sealed(SealedColumn.USER_PASSWORD, 3, 2, "hash"));
      user.setBytes(2, sealed(SealedColumn.SECOND_FACTOR, 3, 2, "factor"));
      user.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] sealed(SealedColumn column, long id, long version, String text) {
    try (Secret secret = Secret.ofUtf8(text)) {
      return cipher.seal(secret, column.place(id, version));
    }
  }

  private String opened(SealedColumn column, long id, long version) throws SQLException {
    String key = column.table().equals("account") ? "id" : "";
    key = key.isEmpty() && column.table().startsWith("user") ? "user_id" : key;
    key = key.isEmpty() ? "account_id" : key;
    String sql =
        "select " + column.column() + " from vault." + column.table() + " where " + key + " = ";
    try (var connection = DATABASE.connectAsOwner();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql + id)) {
      row.next();
      byte[] value = row.getBytes(1);
      assertThat(SecretCipher.keyIdOf(value)).isEqualTo(cipher.activeKeyId());
      try (Secret secret = cipher.open(value, column.place(id, version))) {
        return new String(secret.copyChars());
      }
    }
  }

  private List<String> reasons() {
    List<String> all = new ArrayList<>();
    try (var connection = DATABASE.connectAsOwner();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select reason from vault.audit_event order by seq")) {
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean chainIsGood() {
    Keyring keyring = new JdbiKeyring(gate).open(held.master());
    return new AuditVerifier(
            gate, new JdbiAuditEvents(), keyring.authenticator(Purpose.AUDIT_CHAIN))
        .verify()
        .ok();
  }

  private static String one(String sql) throws SQLException {
    try (var connection = DATABASE.connectAsOwner();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
