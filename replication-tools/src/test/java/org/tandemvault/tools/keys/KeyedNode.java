package org.tandemvault.tools.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.tandemvault.conf.ConfFile;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.SealPlaces;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.crypto.Binding;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.SecretCipher;
import org.tandemvault.db.bundled.BundledNode;
import org.tandemvault.db.platform.PostgreSqlPlatform;
import org.tandemvault.db.schema.JdbiKeyring;
import org.tandemvault.db.schema.KeyCheck;
import org.tandemvault.db.schema.NodeDatabase;
import org.tandemvault.db.session.JdbiTransactions;
import org.tandemvault.db.session.VaultDatabase;
import org.tandemvault.tools.change.OpenDatabase;

/** A stopped node with a bundled database, a master key and one value in every sealed column. */
final class KeyedNode implements AutoCloseable {
  static final SecureRandom RANDOM = new SecureRandom();
  static final List<String> SECRETS = List.of("account-password", "notes", "hash", "factor");

  private static final List<Binding> PLACES =
      List.of(
          SealPlaces.accountPassword(new AccountId(7), 1),
          SealPlaces.accountNotes(new AccountId(7), 3),
          SealPlaces.userPassword(new UserId(3), 2),
          SealPlaces.secondFactor(new UserId(3)));

  private final Path home = folder();
  private final Path outside = folder();

  KeyedNode() throws IOException, SQLException {
    Files.createDirectories(conf());
    Files.writeString(conf().resolve("server.conf"), "");
    Files.writeString(conf().resolve("node.conf"), "node.id = keyed\n");
    Path key = outside.resolve("master.key");
    Files.writeString(conf().resolve("manage_key.conf"), "# mine\nkey.file = " + key + "\n");
    try (BundledNode lent = BundledNode.create()) {
      Files.copy(lent.home().resolve("conf/database.conf"), conf().resolve("database.conf"));
    }
    try (MasterKey master = MasterKeyFile.create(key, RANDOM)) {
      sealConf(master);
      fill(master);
    }
  }

  private void sealConf(MasterKey master) {
    ConfValueCipher cipher = new ConfValueCipher(master, RANDOM);
    for (String name : List.of("https.keystore.password", "https.key.password")) {
      try (Secret secret = Secret.ofUtf8("p")) {
        Path file = conf().resolve(name.contains("store") ? "server.conf" : "later.conf");
        if (!Files.exists(file)) {
          Files.writeString(file, "");
        }
        ConfFile.read(file).with(name, cipher.seal(secret, name)).save();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  Path home() {
    return home;
  }

  Path conf() {
    return home.resolve("conf");
  }

  Path outside() {
    return outside;
  }

  /** Which file is named now. */
  Path keyFile() {
    return VaultConf.load(conf()).manageKey().keyFile();
  }

  String keyId() {
    try (MasterKey key = MasterKeyFile.read(keyFile(), home, false)) {
      return key.keyId();
    }
  }

  private void fill(MasterKey master) throws SQLException {
    VaultConf conf = VaultConf.load(conf());
    try (OpenDatabase open = OpenDatabase.of(conf, new ConfValueCipher(master, RANDOM), RANDOM)) {
      var place = open.place();
      new NodeDatabase(place.address(), place.owner()).migrate(place.appUser());
      Keyring keyring;
      try (VaultDatabase database = VaultDatabase.open(place.address(), place.owner(), 1)) {
        Node node = new Node(new NodeId("keyed"), NodeRole.PRIMARY, "");
        keyring =
            new KeyCheck(new JdbiTransactions(database, node), RANDOM)
                .require(master, "key", "vault");
      }
      SecretCipher cipher = new SecretCipher(keyring, used -> {}, RANDOM);
      List<String> values = new ArrayList<>();
      for (int i = 0; i < PLACES.size(); i++) {
        try (Secret secret = Secret.ofUtf8(SECRETS.get(i))) {
          byte[] value = cipher.seal(secret, PLACES.get(i));
          values.add("'\\x" + HexFormat.of().formatHex(value) + "'");
        }
      }
      try (Connection connection =
              new PostgreSqlPlatform().dataSource(place.address(), place.owner()).getConnection();
          var statement = connection.createStatement()) {
        statement.execute(ROWS.formatted(values.toArray()));
      }
    }
  }

  private static final String ROWS =
      """
      insert into vault.resource values (1, 'r', 'r', 't', 't', '', '', null, now(), now(), 1);
      insert into vault.vault_user values (3, 'ada', 'ada', 'Ada', 'ada', '', 'ADMIN', true, false,
        true, now(), now(), 4);
      insert into vault.account values (7, 1, 'l', %2$s, 1, now(), null, null, 3);
      insert into vault.account_password values (7, 1, %1$s, now(), 'ada');
      insert into vault.user_credentials values (3, 2, %3$s, %4$s, true, 0);
      """;

  private static final String VALUES =
      """
      select p.sealed, a.sealed_notes, c.sealed_password, c.sealed_totp
      from vault.account_password p, vault.account a, vault.user_credentials c
      """;

  /** Work on the node's database with the key that is named now. */
  private interface Work<T> {
    T on(Connection connection, SecretCipher cipher) throws SQLException;
  }

  private <T> T work(Work<T> work) throws SQLException {
    VaultConf conf = VaultConf.load(conf());
    try (MasterKey master = MasterKeyFile.read(keyFile(), home, false);
        OpenDatabase open = OpenDatabase.of(conf, new ConfValueCipher(master, RANDOM), RANDOM);
        VaultDatabase database =
            VaultDatabase.open(open.place().address(), open.place().owner(), 1);
        Connection connection =
            new PostgreSqlPlatform()
                .dataSource(open.place().address(), open.place().owner())
                .getConnection()) {
      Node node = new Node(new NodeId("keyed"), NodeRole.PRIMARY, "");
      Keyring keyring = new JdbiKeyring(new JdbiTransactions(database, node)).open(master);
      return work.on(connection, new SecretCipher(keyring, used -> {}, RANDOM));
    }
  }

  /** All secrets as the key that is named now opens them. */
  List<String> opened() throws SQLException {
    return work(
        (connection, cipher) -> {
          List<String> all = new ArrayList<>();
          try (var row = connection.createStatement().executeQuery(VALUES)) {
            row.next();
            for (int i = 0; i < PLACES.size(); i++) {
              try (Secret secret = cipher.open(row.getBytes(i + 1), PLACES.get(i))) {
                all.add(new String(secret.copyChars()));
              }
            }
          }
          return all;
        });
  }

  /** The data keys that the sealed values name. */
  List<Integer> keyIds() throws SQLException {
    return work(
        (connection, cipher) -> {
          List<Integer> all = new ArrayList<>();
          try (var row = connection.createStatement().executeQuery(VALUES)) {
            row.next();
            for (int i = 0; i < PLACES.size(); i++) {
              all.add(SecretCipher.keyIdOf(row.getBytes(i + 1)));
            }
          }
          return all;
        });
  }

  int number(String sql) throws SQLException {
    return Integer.parseInt(text(sql));
  }

  String text(String sql) throws SQLException {
    return work(
        (connection, cipher) -> {
          try (var row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getString(1);
          }
        });
  }

  @Override
  public void close() throws IOException {
    for (Path folder : List.of(home, outside)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static Path folder() throws IOException {
    Path made = Files.createTempDirectory("tvk");
    return Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx--x--x"));
  }
}
