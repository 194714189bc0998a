package org.tandemvault.conf;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.tandemvault.crypto.certificate.TrustStoreFile;

/**
 * {@code database.conf}: which database this node uses and how it signs in there.
 *
 * @param peersBind the local IP address at which the bundled database also listens for those of
 *     peers on other machines; empty: on this machine only
 */
public record DatabaseConf(
    Engine engine,
    Address address,
    Optional<String> peersBind,
    Logins logins,
    Tls tls,
    Limits limits,
    KeyLayer keyLayer) {

  /** The file's name in the configuration folder. */
  public static final String FILE = "database.conf";

  /** The key of the application's database password. */
  public static final String APP_PASSWORD = "app.password";

  /** The key of the owner's database password. */
  public static final String OWNER_PASSWORD = "owner.password";

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

  /** The kinds of database. */
  public enum Engine {
    /** The bundled PostgreSQL, started and stopped with the node. */
    EMBEDDED(2345),
    POSTGRESQL(5432),
    SQLSERVER(1433);

    private final int usualPort;

    Engine(int usualPort) {
      this.usualPort = usualPort;
    }
  }

  /** Where the database is. */
  public record Address(String host, int port, String database) {}

  /** How a login proves itself to SQL Server. */
  public enum Auth {
    /** With a login of the server. */
    SQL,
    /** As a user of a domain by NTLM; without a user as the account this process runs as. */
    WINDOWS,
    /** By Kerberos: the ticket of the account this process runs as, or user and password. */
    KERBEROS
  }

  /**
   * Who signs in.
   *
   * @param app may read and write rows, no more
   * @param owner owns the tables and changes their shape
   */
  public record Logins(Login app, Login owner, Auth auth) {}

  /** One database login. */
  public record Login(String user, SealedValue password) {}

  /** How strictly the database's certificate is checked. */
  public enum TlsMode {
    VERIFY_FULL,
    /** As above, whatever host name the certificate is for. */
    VERIFY_CA
  }

  /**
   * The way to the database is always encrypted.
   *
   * @param caFile PEM with the authority of the database's certificate; empty for the bundled
   *     database, which brings its own, and for {@code conf/truststore.p12}
   * @param trustStore {@code conf/truststore.p12}, if it is there
   * @param strict TLS comes before anything of TDS (TDS 8, SQL Server 2022 and newer)
   * @param certificateName the name that SQL Server's certificate is for, if it is not the host's
   */
  public record Tls(
      TlsMode mode,
      Optional<Path> caFile,
      Optional<Path> trustStore,
      boolean strict,
      Optional<String> certificateName) {}

  /** Whether SQL Server encrypts sealed values once more with a key of its own. */
  public enum KeyLayerMode {
    NONE,
    /** With the certificate and key that ChangeDB makes. */
    DEFAULT,
    /** With a certificate and key that somebody else made. */
    CUSTOM
  }

  /** The second layer of encryption, of SQL Server alone. */
  public record KeyLayer(KeyLayerMode mode, String certificate, String symmetricKey) {
    /** The names that ChangeDB uses. */
    public static final KeyLayer DEFAULT =
        new KeyLayer(KeyLayerMode.DEFAULT, "tandem_vault_certificate", "tandem_vault_key");

    public static final KeyLayer NONE = new KeyLayer(KeyLayerMode.NONE, "", "");
  }

  /**
   * @param poolSize connections at most
   * @param binaries where the bundled PostgreSQL is unpacked; may be shared by several nodes
   */
  public record Limits(int poolSize, Path binaries) {}

  static DatabaseConf from(ConfReader in, ServerConf.Folders folders) {
    Engine engine = in.choice("engine", Engine.EMBEDDED);
    String binaries = folders.data().resolve("postgresql-binaries").toString();
    DatabaseConf conf =
        new DatabaseConf(
            engine,
            address(in, engine),
            peersBind(in, engine),
            logins(in, engine),
            tls(in, engine),
            new Limits(in.number("pool.size", 16, 2, 200), in.path("binaries.dir", binaries)),
            keyLayer(in, engine));
    in.finish();
    return conf;
  }

  private static Address address(ConfReader in, Engine engine) {
    String host = in.text("host", engine == Engine.EMBEDDED ? "127.0.0.1" : "");
    if (host.isEmpty()) {
      in.problem("host", "has no value", "set the host name of the database server");
    }
    if (engine == Engine.EMBEDDED && !LOOPBACK.contains(host)) {
      in.problem(
          "host",
          "is '" + host + "', but the embedded database is on this machine",
          "remove the line, or set engine = postgresql");
    }
    String database = in.text("database", "vault");
    if (!database.matches("[A-Za-z0-9_][A-Za-z0-9_ -]{0,62}")) {
      in.problem("database", "is '" + database + "'", "set 1 to 63 letters, digits, - or _");
    }
    return new Address(host, in.port("port", engine.usualPort), database);
  }

  private static Optional<String> peersBind(ConfReader in, Engine engine) {
    String bind = in.text("peers.bind", "");
    if (!bind.isEmpty() && engine != Engine.EMBEDDED) {
      in.problem("peers.bind", "is for the embedded database alone", "remove the line");
    }
    if (!bind.matches("[0-9.]*|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
      in.problem(
          "peers.bind",
          "is '" + bind + "'",
          "set an IP address of this machine, such as 192.0.2.11, or 0.0.0.0 for all");
    }
    return Optional.of(bind).filter(address -> !address.isEmpty() && !LOOPBACK.contains(address));
  }

  private static Tls tls(ConfReader in, Engine engine) {
    Tls tls =
        new Tls(
            in.choice("tls.mode", TlsMode.VERIFY_FULL),
            in.path("tls.ca.file"),
            in.beside(TrustStoreFile.NAME),
            in.yesNo("tls.strict", false),
            Optional.of(in.text("tls.certificate.name", "")).filter(name -> !name.isEmpty()));
    boolean sqlServer = engine == Engine.SQLSERVER;
    if (sqlServer && tls.caFile().isPresent()) {
      in.problem(
          "tls.ca.file",
          "is not for SQL Server",
          "remove the line and import the certificate: bin/importCert.sh FILE.cer");
    }
    if (sqlServer && tls.mode() == TlsMode.VERIFY_CA) {
      in.problem(
          "tls.mode",
          "is verify-ca, but SQL Server's driver always checks a name",
          "remove the line, and name the one in the certificate with tls.certificate.name");
    }
    if (!sqlServer && (tls.strict() || tls.certificateName().isPresent())) {
      in.problem(
          tls.strict() ? "tls.strict" : "tls.certificate.name",
          "is for SQL Server alone",
          "remove the line");
    }
    return tls;
  }

  private static KeyLayer keyLayer(ConfReader in, Engine engine) {
    KeyLayerMode mode = in.choice("encryption.key", KeyLayerMode.NONE);
    String certificate = in.text("encryption.certificate", KeyLayer.DEFAULT.certificate());
    String key = in.text("encryption.symmetric.key", KeyLayer.DEFAULT.symmetricKey());
    if (mode != KeyLayerMode.NONE && engine != Engine.SQLSERVER) {
      in.problem("encryption.key", "is for SQL Server alone", "remove the line");
    }
    requireName(in, "encryption.certificate", certificate);
    requireName(in, "encryption.symmetric.key", key);
    return mode == KeyLayerMode.NONE ? KeyLayer.NONE : new KeyLayer(mode, certificate, key);
  }

  private static void requireName(ConfReader in, String key, String name) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,127}")) {
      in.problem(key, "is '" + name + "'", "set a plain name: letters, digits and _");
    }
  }

  private static Logins logins(ConfReader in, Engine engine) {
    boolean embedded = engine == Engine.EMBEDDED;
    Auth auth = in.choice("auth", Auth.SQL);
    if (auth != Auth.SQL && engine != Engine.SQLSERVER) {
      in.problem("auth", "is for SQL Server alone", "remove the line");
    }
    Login app =
        new Login(in.text("app.user", embedded ? "vault_app" : ""), in.secret(APP_PASSWORD));
    Login owner =
        new Login(
            in.text("owner.user", embedded ? "vaultadmin" : app.user()), in.secret(OWNER_PASSWORD));
    if (!embedded && (auth == Auth.SQL || !app.user().isEmpty())) {
      requireLogin(in, "app", app);
    }
    if (auth == Auth.WINDOWS && !(app.user() + owner.user()).isEmpty()) {
      requireDomain(in, "app", app);
      requireDomain(in, "owner", owner);
    }
    if (embedded && !(app.user() + owner.user()).matches("[a-z0-9_]+")) {
      in.problem("app.user", "or owner.user is no plain name", "use a-z, 0-9 and _");
    }
    if (!embedded && owner.user().equals(app.user())) {
      return new Logins(app, new Login(app.user(), app.password()), auth);
    }
    return new Logins(app, owner, auth);
  }

  private static void requireDomain(ConfReader in, String who, Login login) {
    if (!login.user().matches("[^\\\\/@]+\\\\[^\\\\]+")) {
      in.problem(
          who + ".user",
          "is '" + login.user() + "'",
          "set DOMAIN\\\\name (a backslash is written twice in this file)");
    }
  }

  private static void requireLogin(ConfReader in, String who, Login login) {
    if (login.user().isEmpty()) {
      in.problem(who + ".user", "has no value", "set the database user of this node");
    }
    if (login.password().isAbsent()) {
      in.problem(
          who + ".password",
          "has no value",
          "enter the password; the node seals it when it starts");
    }
  }
}
