package org.tandemvault.db.bundled;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.tandemvault.conf.DatabaseConf.Login;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.Secret;

/**
 * A node's folder with its configuration and a master key, for tests with the real bundled
 * PostgreSQL. Closing stops the server and removes the folder.
 */
public final class BundledNode implements AutoCloseable {
  private final Path home;
  private final SecureRandom random = new SecureRandom();
  private final ConfValueCipher cipher;
  private VaultConf conf;

  private BundledNode(Path home, ConfValueCipher cipher) {
    this.home = home;
    this.cipher = cipher;
    this.conf = VaultConf.load(home.resolve("conf"));
  }

  /** A node in a new folder that a service user can reach, on a free port. */
  public static BundledNode create() {
    try {
      Path home = Files.createTempDirectory("tv");
      Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
      return in(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static BundledNode in(Path home) throws IOException {
    Path conf = Files.createDirectories(home.resolve("conf"));
    String binaries = "binaries.dir = " + sharedBinaries() + "\n";
    Files.writeString(conf.resolve("server.conf"), "");
    Files.writeString(conf.resolve("database.conf"), "port = " + freePort() + "\n" + binaries);
    Files.writeString(conf.resolve("node.conf"), "node.id = test\n");
    Files.writeString(conf.resolve("manage_key.conf"), "key.file = /nowhere/master.key\n");
    SecureRandom random = new SecureRandom();
    try (MasterKey key = MasterKey.generate(random)) {
      return new BundledNode(home, new ConfValueCipher(key, random));
    }
  }

  /** Starts the server, or adopts the one that runs. */
  public BundledNode start() {
    conf = server().start(cipher, random);
    return this;
  }

  public BundledPostgres server() {
    return BundledPostgres.of(conf);
  }

  /** The configuration, with the passwords once the server was started. */
  public VaultConf conf() {
    return conf;
  }

  public ConfValueCipher cipher() {
    return cipher;
  }

  public Path home() {
    return home;
  }

  Connection connectAsApp() throws SQLException {
    return connect(conf.database().logins().app(), "vault", "verify-full");
  }

  Connection connectAsOwner() throws SQLException {
    return connect(conf.database().logins().owner(), "vault", "verify-full");
  }

  Connection connect(Login login, String database, String sslMode) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", login.user());
    try (Secret password = login.password().open(cipher)) {
      properties.setProperty("password", new String(password.copyChars()));
    }
    properties.setProperty("sslmode", sslMode);
    properties.setProperty("sslrootcert", BundledPostgres.caFile(conf).toString());
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + conf.database().address().port() + "/" + database,
        properties);
  }

  /** As its owner from the address that it connects to. */
  void connectFromPeer(String address) throws SQLException {
    Login owner = conf.database().logins().owner();
    Properties properties = new Properties();
    properties.setProperty("user", owner.user());
    try (Secret password = owner.password().open(cipher)) {
      properties.setProperty("password", new String(password.copyChars()));
    }
    properties.setProperty("sslmode", "verify-full");
    properties.setProperty("sslrootcert", BundledPostgres.caFile(conf).toString());
    properties.setProperty("localSocketAddress", address);
    DriverManager.getConnection(
            "jdbc:postgresql://" + address + ":" + conf.database().address().port() + "/vault",
            properties)
        .close();
  }

  void setPort(int port) throws IOException {
    set("database.conf", "port", Integer.toString(port));
  }

  void set(String name, String key, String value) throws IOException {
    Path file = home.resolve("conf").resolve(name);
    org.tandemvault.conf.ConfFile.read(file).with(key, value).save();
    conf = VaultConf.load(home.resolve("conf"));
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  /** One folder for all tests of this user: unpacking takes seconds. */
  public static Path sharedBinaries() {
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "tandem-vault-test-postgresql-" + System.getProperty("user.name"));
  }

  @Override
  public void close() {
    server().stop();
    try {
      Folders.delete(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
