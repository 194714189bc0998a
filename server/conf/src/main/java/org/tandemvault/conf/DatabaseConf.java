package org.tandemvault.conf;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** {@code database.conf}: which database this node uses and how it signs in there. */
public record DatabaseConf(Engine engine, Address address, Logins logins, Tls tls, Limits limits) {

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

  /**
   * Who signs in.
   *
   * @param app may read and write rows, no more
   * @param owner owns the tables and changes their shape
   */
  public record Logins(Login app, Login owner) {}

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
   */
  public record Tls(TlsMode mode, Optional<Path> caFile) {}

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
            logins(in, engine),
            new Tls(in.choice("tls.mode", TlsMode.VERIFY_FULL), in.path("tls.ca.file")),
            new Limits(in.number("pool.size", 16, 2, 200), in.path("binaries.dir", binaries)));
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

  private static Logins logins(ConfReader in, Engine engine) {
    boolean embedded = engine == Engine.EMBEDDED;
    Login app =
        new Login(in.text("app.user", embedded ? "vault_app" : ""), in.secret(APP_PASSWORD));
    Login owner =
        new Login(
            in.text("owner.user", embedded ? "vaultadmin" : app.user()), in.secret(OWNER_PASSWORD));
    if (!embedded) {
      requireLogin(in, "app", app);
    }
    if (embedded && !(app.user() + owner.user()).matches("[a-z0-9_]+")) {
      in.problem("app.user", "or owner.user is no plain name", "use a-z, 0-9 and _");
    }
    if (!embedded && owner.user().equals(app.user())) {
      return new Logins(app, new Login(app.user(), app.password()));
    }
    return new Logins(app, owner);
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
