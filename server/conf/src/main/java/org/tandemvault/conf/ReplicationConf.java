package org.tandemvault.conf;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code replication.conf}: the other nodes and how they are watched. Without peers, or without the
 * file, the node stands alone.
 *
 * @param identity how this node's program signs in at a peer's database to copy it anew; empty: as
 *     the bundled database does
 * @param drillEvery how often a standby proves by itself that emergency access works
 */
public record ReplicationConf(
    List<Peer> peers,
    Heartbeat heartbeat,
    Sync sync,
    Optional<Identity> identity,
    AlarmConf alarms,
    Duration drillEvery) {

  /** The file's name in the configuration folder. */
  public static final String FILE = "replication.conf";

  /** The key of the password of the heartbeat's key store. */
  public static final String HEARTBEAT_PASSWORD = "heartbeat.keystore.password";

  private static final String ID = "[a-z0-9][a-z0-9-]{0,39}";

  /**
   * Another node of this vault.
   *
   * @param url what people's browsers use
   * @param certificate PEM with the very certificate its heartbeat listener shows
   * @param database empty if this node may not copy it anew by itself
   */
  public record Peer(
      String id,
      NodeConf.Role role,
      String url,
      Endpoint heartbeat,
      Path certificate,
      Optional<PeerDatabase> database) {}

  /**
   * A peer's database as reached from here.
   *
   * @param authority PEM with the authority its certificate comes from
   */
  public record PeerDatabase(Endpoint address, String name, Path authority) {}

  /** A place in the network. */
  public record Endpoint(String host, int port) {
    @Override
    public String toString() {
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /**
   * How the nodes prove to each other that they live, over mutual TLS.
   *
   * @param keystore PKCS#12 with this node's key and certificate; made at the first start if it is
   *     missing
   */
  public record Heartbeat(
      String bindAddress, int port, Path keystore, SealedValue keystorePassword, Pace pace) {}

  /**
   * When a node is believed to live.
   *
   * @param interval between two beats
   * @param failedAfter no proof for so long: failed
   * @param aliveAfter proofs without a gap for so long: alive again
   */
  public record Pace(Duration interval, Duration failedAfter, Duration aliveAfter) {}

  /** When a write is acknowledged. */
  public enum SyncMode {
    /** Once it is on this node's disk. */
    ASYNC,
    /** Once it is on a standby's disk too; with no standby, writes wait. */
    WAIT,
    /**
     * As {@link #WAIT}, but without a standby for some seconds as {@link #ASYNC}, with an alarm.
     */
    FALLBACK
  }

  /**
   * @param fallbackAfter how long writes wait for a standby that is gone, in {@link
   *     SyncMode#FALLBACK}
   */
  public record Sync(SyncMode mode, Duration fallbackAfter) {}

  /** PEM files that open the replication role in a peer's database. */
  public record Identity(Path certificate, Path key) {}

  /** True if this node is one of several. */
  public boolean isConfigured() {
    return !peers.isEmpty();
  }

  static ReplicationConf from(ConfReader in) {
    List<Peer> peers = peerIds(in).stream().map(id -> peer(in, id)).toList();
    ReplicationConf conf =
        new ReplicationConf(
            peers,
            heartbeat(in),
            sync(in),
            identity(in),
            AlarmConf.from(in),
            in.duration(
                "drill.every", Duration.ofDays(1), Duration.ofMinutes(1), Duration.ofDays(31)));
    in.finish();
    return conf;
  }

  void requireOthers(String ownId, Path folder, ConfProblems problems) {
    if (peers.stream().anyMatch(peer -> peer.id().equals(ownId))) {
      problems.add(
          new ConfProblem(
              folder.resolve(FILE),
              0,
              "peers",
              "names this node itself, " + ownId,
              "name the other nodes only"));
    }
  }

  private static List<String> peerIds(ConfReader in) {
    List<String> ids = in.words("peers", "");
    Set<String> different = new LinkedHashSet<>(ids);
    if (different.size() < ids.size() || !ids.stream().allMatch(id -> id.matches(ID))) {
      in.problem("peers", "is no list of node ids", "set each other node's node.id once");
      different.removeIf(id -> !id.matches(ID));
    }
    return List.copyOf(different);
  }

  private static Peer peer(ConfReader in, String id) {
    String key = "peer." + id + ".";
    String url = in.text(key + "url", "https://[^\\s/?#]+/?", "https://host:port");
    return new Peer(
        id,
        in.choice(key + "role", NodeConf.Role.STANDBY),
        url.endsWith("/") ? url.substring(0, url.length() - 1) : url,
        in.endpoint(key + "heartbeat").orElse(new Endpoint("", 0)),
        in.path(key + "certificate", "conf/peers/" + id + ".pem"),
        peerDatabase(in, key));
  }

  private static Optional<PeerDatabase> peerDatabase(ConfReader in, String key) {
    String name = in.text(key + "database.name", "vault");
    Optional<Path> authority = in.path(key + "database.authority");
    if (in.text(key + "database", "").isEmpty()) {
      return Optional.empty();
    }
    if (authority.isEmpty()) {
      in.problem(
          key + "database.authority", "has no value", "set the PEM of the database's authority");
    }
    return in.endpoint(key + "database")
        .flatMap(address -> authority.map(ca -> new PeerDatabase(address, name, ca)));
  }

  private static Heartbeat heartbeat(ConfReader in) {
    return new Heartbeat(
        in.text("heartbeat.bind", "0.0.0.0"),
        in.port("heartbeat.port", 7274),
        in.path("heartbeat.keystore", "conf/heartbeat.p12"),
        in.secret(HEARTBEAT_PASSWORD),
        pace(in));
  }

  private static Pace pace(ConfReader in) {
    Duration second = Duration.ofSeconds(1);
    Duration minute = Duration.ofMinutes(1);
    Duration most = Duration.ofMinutes(10);
    Pace pace =
        new Pace(
            in.duration("heartbeat.interval", second, second, minute),
            in.duration("heartbeat.failed.after", Duration.ofSeconds(8), second, most),
            in.duration("heartbeat.alive.after", Duration.ofSeconds(3), second, most));
    if (pace.failedAfter().compareTo(pace.interval().multipliedBy(3)) < 0) {
      in.problem(
          "heartbeat.failed.after",
          "is less than three intervals",
          "make it longer, or heartbeat.interval shorter");
    }
    return pace;
  }

  private static Sync sync(ConfReader in) {
    return new Sync(
        in.choice("sync.mode", SyncMode.ASYNC),
        in.duration(
            "sync.fallback.after",
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            Duration.ofHours(1)));
  }

  private static Optional<Identity> identity(ConfReader in) {
    Optional<Path> certificate = in.path("replication.certificate");
    Optional<Path> key = in.path("replication.key");
    if (certificate.isPresent() != key.isPresent()) {
      in.problem(
          certificate.isPresent() ? "replication.key" : "replication.certificate",
          "has no value",
          "set both replication.certificate and replication.key, or neither");
    }
    return certificate.flatMap(shown -> key.map(secret -> new Identity(shown, secret)));
  }
}
