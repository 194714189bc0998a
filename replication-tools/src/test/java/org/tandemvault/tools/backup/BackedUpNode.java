package org.tandemvault.tools.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditChain;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.AuditExporter;
import org.tandemvault.core.audit.ChainedAuditTrail;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.crypto.Binding;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.crypto.Purpose;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.SecretCipher;
import org.tandemvault.db.audit.JdbiAuditEvents;
import org.tandemvault.db.bundled.BundledNode;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.platform.PostgreSqlPlatform;
import org.tandemvault.db.schema.KeyCheck;
import org.tandemvault.db.schema.NodeDatabase;
import org.tandemvault.db.session.JdbiTransactions;
import org.tandemvault.db.session.VaultDatabase;

/** A node whose bundled database runs and holds a small vault: sealed values, folders, audit. */
public final class BackedUpNode implements AutoCloseable {
  static final SecureRandom RANDOM = new SecureRandom();
  static final String TYPED = "typed-in-plain";

  private final Path home = folder();
  private final Path outside = folder();
  private final BundledPostgres server;
  private final MasterKey master;
  private final VaultConf conf;

  public BackedUpNode() throws IOException, SQLException {
    Path folder = Files.createDirectories(home.resolve("conf"));
    master = MasterKeyFile.create(key(), RANDOM);
    Files.writeString(folder.resolve("server.conf"), "# mine\nbackup.keep = 2\n");
    Files.writeString(
        folder.resolve("node.conf"), "node.id = ward\nnode.role = primary\nnode.number = 3\n");
    Files.writeString(folder.resolve("manage_key.conf"), "key.file = " + key() + "\n");
    Files.writeString(
        folder.resolve("replication.conf"),
        """
        peers = other
        peer.other.url = https://other
        peer.other.heartbeat = other:7274
        sync.mode = wait
        mail.smtp.host = mail.example.org
        mail.smtp.user = vault
        mail.smtp.password = %s
        mail.from = a@example.org
        mail.to = b@example.org
        """
            .formatted(TYPED));
    Files.writeString(
        folder.resolve("database.conf"),
        "port = " + freePort() + "\nbinaries.dir = " + BundledNode.sharedBinaries() + "\n");
    Files.writeString(folder.resolve("license.txt"), "free");
    Files.writeString(Files.createDirectory(folder.resolve("branding")).resolve("logo.svg"), "<>");
    Files.copy(key(), folder.resolve("branding").resolve("master.key"));
    Files.writeString(folder.resolve("masterkey.key"), "a password that lies open");
    ConfValueCipher cipher = new ConfValueCipher(master, RANDOM);
    server = BundledPostgres.of(VaultConf.load(folder));
    conf = server.start(cipher, RANDOM);
    Files.writeString( // starting sealed it
        folder.resolve("replication.conf"),
        Files.readString(folder.resolve("replication.conf"))
            .replaceAll("(mail.smtp.password = ).*", "$1" + TYPED));
    fill();
  }

  public Path home() {
    return home;
  }

  Path outside() {
    return outside;
  }

  public Path key() {
    return outside.resolve("master.key");
  }

  public MasterKey master() {
    return master;
  }

  public VaultConf conf() {
    return conf;
  }

  BundledPostgres server() {
    return server;
  }

  private void fill() throws SQLException {
    try (Login owner = new Login(conf, master)) {
      new NodeDatabase(owner.address(), owner.login())
          .migrate(conf.database().logins().app().user());
      Node node = new Node(new NodeId("ward"), NodeRole.PRIMARY, "");
      try (VaultDatabase database = VaultDatabase.open(owner.address(), owner.login(), 2)) {
        JdbiTransactions transactions = new JdbiTransactions(database, node);
        Keyring keyring = new KeyCheck(transactions, RANDOM).require(master, "key", "test");
        SecretCipher cipher = new SecretCipher(keyring, keyId -> {}, RANDOM);
        owner.run(ROWS);
        seal(owner, cipher);
        JdbiAuditEvents events = new JdbiAuditEvents();
        try (ChainedAuditTrail trail =
            new ChainedAuditTrail(
                new AuditChain(node.id(), events, keyring.authenticator(Purpose.AUDIT_CHAIN)),
                transactions,
                new AuditExporter(node.id(), events, transactions, List.of(), home),
                Clock.systemUTC())) {
          for (int i = 0; i < 20; i++) {
            trail.recordDurably(
                new AuditEntry(
                    "", "ada", AuditAction.REVEAL, Target.NONE, Outcome.OK, "wörk 🦊" + i, ""));
          }
        }
      }
    }
  }

  private static void seal(Login owner, SecretCipher cipher) throws SQLException {
    try (Connection connection = owner.connect();
        PreparedStatement password =
            connection.prepareStatement(
                "insert into vault.account_password values (11, ?, ?, now(), 'ada')");
        PreparedStatement account =
            connection.prepareStatement(
                "insert into vault.account values (11, 5, 'root', ?, 2, now(), null, null, 1)")) {
      account.setBytes(1, sealed(cipher, "some notes", new Binding("account", 11, "notes", 1)));
      account.execute();
      for (long version = 1; version <= 2; version++) {
        password.setLong(1, version);
        Binding place = new Binding("account_password", 11, "password", version);
        password.setBytes(2, sealed(cipher, "s3cret-" + version, place));
        password.execute();
      }
    }
  }

  private static byte[] sealed(SecretCipher cipher, String text, Binding place) {
    try (Secret secret = Secret.ofUtf8(text)) {
      return cipher.seal(secret, place);
    }
  }

  private static final String ROWS =
      """
      insert into vault.setting select 's' || g, g from generate_series(1, 1200) g;
      insert into vault.folder values (7, 'Ünder 🦊', 'k', 9, 9, 1), (9, 'Top', 't', null, 0, 1);
      insert into vault.resource
        values (5, 'db1', 'db1', 'host', 'host', 'a', 'd', 7, now(), now(), 1);
      insert into vault.vault_user values (3, 'ada', 'ada', 'Ada', 'ada', 'a@b', 'ADMIN', true,
        false, true, '2026-01-02 03:04:05.678901+00', '1999-12-31 23:59:59.999999+00', 4);
      insert into vault.heartbeat values ('other', now(), 77);
      """;

  /** The owner of the tables of a node's bundled database. */
  public record Login(DatabaseAddress address, DatabaseLogin login, Secret password)
      implements AutoCloseable {

    public Login(VaultConf conf, MasterKey master) {
      this(
          conf,
          conf.database().logins().owner().password().open(new ConfValueCipher(master, RANDOM)));
    }

    private Login(VaultConf conf, Secret password) {
      this(
          DatabaseAddress.of(conf.database()).withCaFile(BundledPostgres.caFile(conf)),
          new DatabaseLogin(conf.database().logins().owner().user(), password),
          password);
    }

    Connection connect() throws SQLException {
      return new PostgreSqlPlatform().dataSource(address, login).getConnection();
    }

    public void run(String sql) throws SQLException {
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    public long count(String what) throws SQLException {
      try (Connection connection = connect();
          Statement statement = connection.createStatement();
          var row = statement.executeQuery("select count(*) from " + what)) {
        row.next();
        return row.getLong(1);
      }
    }

    @Override
    public void close() {
      password.close();
    }
  }

  public Login login() {
    return new Login(conf, master);
  }

  public static Path folder() {
    try {
      Path made = Files.createTempDirectory("tvb");
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx--x--x"));
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    master.close();
    server.stop();
    RestoreCommand.delete(home);
    RestoreCommand.delete(outside);
  }
}
