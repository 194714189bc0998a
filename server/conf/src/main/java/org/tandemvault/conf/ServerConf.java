package org.tandemvault.conf;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code server.conf}: how this node serves, where it keeps its files, what it exports and when it
 * is backed up.
 */
public record ServerConf(
    Https https,
    Folders folders,
    SessionTimes sessions,
    AuditExport auditExport,
    PasswordHashing passwordHashing,
    BackupConf backup) {

  /** The file's name in the configuration folder. */
  public static final String FILE = "server.conf";

  /** The key of the key store's password. */
  public static final String KEYSTORE_PASSWORD = "https.keystore.password";

  /**
   * The one address people and programs come to.
   *
   * @param bindAddress the local address to listen on
   * @param keystore PKCS#12 with the certificate; made at the first start if it is missing
   * @param names the DNS names and IP addresses of a certificate made by the node itself; the first
   *     one is used in the address that is printed
   */
  public record Https(
      int port,
      String bindAddress,
      Path keystore,
      SealedValue keystorePassword,
      List<String> names) {

    /** For instance {@code https://vault.example.org:7272}. */
    public String url() {
      String name = names.getFirst();
      return "https://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
    }
  }

  /** Where the node keeps what it writes. */
  public record Folders(Path data, Path log) {}

  /** How long a session lives unused, and at all. */
  public record SessionTimes(Duration idle, Duration absolute) {}

  /** Where audit events go besides the database: nowhere, syslog, a file of JSON lines, both. */
  public record AuditExport(Optional<Syslog> syslog, Optional<Path> jsonLines) {}

  /**
   * A collector of RFC 5424 messages over TCP.
   *
   * @param caFile PEM with the authority that the collector's certificate must come from; empty for
   *     those the Java runtime trusts
   */
  public record Syslog(String host, int port, boolean tls, Optional<Path> caFile) {}

  /**
   * The work of one Argon2id hash.
   *
   * @param concurrency how many hashes may be computed at a time
   */
  public record PasswordHashing(int memoryKib, int iterations, int parallelism, int concurrency) {}

  static ServerConf from(ConfReader in) {
    ServerConf conf =
        new ServerConf(
            https(in),
            folders(in),
            sessions(in),
            auditExport(in),
            hashing(in),
            BackupConf.from(in));
    in.finish();
    return conf;
  }

  private static Https https(ConfReader in) {
    List<String> names = in.words("https.names", "localhost");
    if (names.isEmpty() || !names.stream().allMatch(name -> name.matches("[A-Za-z0-9.:*_-]+"))) {
      in.problem(
          "https.names",
          "is not a list of names",
          "set DNS names or IP addresses separated by commas");
      names = List.of("localhost");
    }
    return new Https(
        in.port("https.port", 7272),
        in.text("https.bind", "0.0.0.0"),
        in.path("https.keystore", "conf/https.p12"),
        in.secret(KEYSTORE_PASSWORD),
        names);
  }

  private static Folders folders(ConfReader in) {
    return new Folders(in.path("data.dir", "data"), in.path("log.dir", "logs"));
  }

  private static SessionTimes sessions(ConfReader in) {
    Duration idle =
        in.duration(
            "session.idle", Duration.ofMinutes(15), Duration.ofMinutes(1), Duration.ofDays(1));
    Duration absolute =
        in.duration(
            "session.absolute", Duration.ofHours(12), Duration.ofMinutes(5), Duration.ofDays(7));
    if (idle.compareTo(absolute) > 0) {
      in.problem(
          "session.idle",
          "is longer than session.absolute",
          "make it shorter, or session.absolute longer");
    }
    return new SessionTimes(idle, absolute);
  }

  private static AuditExport auditExport(ConfReader in) {
    String host = in.text("audit.syslog.host", "");
    Syslog syslog =
        new Syslog(
            host,
            in.port("audit.syslog.port", 6514),
            in.yesNo("audit.syslog.tls", true),
            in.path("audit.syslog.ca.file"));
    return new AuditExport(
        host.isEmpty() ? Optional.empty() : Optional.of(syslog), in.path("audit.jsonl.file"));
  }

  private static PasswordHashing hashing(ConfReader in) {
    return new PasswordHashing(
        in.number("argon2.memory.kib", 19_456, 19_456, 262_144),
        in.number("argon2.iterations", 2, 2, 16),
        in.number("argon2.parallelism", 1, 1, 8),
        in.number("argon2.concurrency", 2, 1, 64));
  }
}
