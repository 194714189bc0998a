package org.tandemvault.boot;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.audit.AuditTrail;
import org.tandemvault.core.ha.Announcements;
import org.tandemvault.core.ha.AskedNow;
import org.tandemvault.core.ha.AuditedChanges;
import org.tandemvault.core.ha.BeatDatabase;
import org.tandemvault.core.ha.Canary;
import org.tandemvault.core.ha.HaMonitor;
import org.tandemvault.core.ha.HaPace;
import org.tandemvault.core.ha.HaSetting;
import org.tandemvault.core.ha.HaTime;
import org.tandemvault.core.ha.Succession;
import org.tandemvault.core.node.DataAge;
import org.tandemvault.core.node.DatabaseServer;
import org.tandemvault.core.node.HaFinding;
import org.tandemvault.core.node.HaProof;
import org.tandemvault.core.node.HaStatus;
import org.tandemvault.core.node.HaStatusSource;
import org.tandemvault.core.node.HaTest;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.ReplicationEnds;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.db.ha.JdbiHeartbeatRows;
import org.tandemvault.db.replication.JdbiReplicationEnds;
import org.tandemvault.db.replication.sqlserver.PooledSessions;
import org.tandemvault.db.replication.sqlserver.SqlServerReplicationEnds;
import org.tandemvault.db.session.JdbiTransactions;

/**
 * What this node knows of the others, and tells them.
 *
 * <p>Life: made with the node; {@link #begin} once the node may be asked; {@link #close} before its
 * databases. A node without peers has nothing to begin.
 */
final class HighAvailability implements AutoCloseable {

  private static final long AUDIT_AGAIN_SECONDS = 5;

  private final HaStatusSource status;
  private final DataAge dataAge;
  private final Optional<Watch> watch;
  private final HaTest test;

  /** What of the node it works with. */
  record Parts(
      Databases databases,
      AuditTrail trail,
      Supplier<DatabaseServer> server,
      Succession succession) {}

  /** What a node with peers has. */
  private record Watch(
      HaMonitor monitor, HaRounds rounds, List<Announcements> announcements, Alarms alarms) {}

  private HighAvailability(
      HaStatusSource status, DataAge dataAge, Optional<Watch> watch, HaTest test) {
    this.status = status;
    this.dataAge = dataAge;
    this.watch = watch;
    this.test = test;
  }

  static HighAvailability of(
      ConfiguredNode configured, ConfValueCipher cipher, Keys keys, Parts parts) {
    return configured.conf().replication().isConfigured()
        ? watching(configured, cipher, keys, parts)
        : alone(configured.node(), parts.server());
  }

  private static HighAvailability alone(Node node, Supplier<DatabaseServer> server) {
    return new HighAvailability(
        () -> HaStatus.notConfigured(node, server.get()),
        DataAge.PRIMARY,
        Optional.empty(),
        () -> new HaProof(node.id(), Instant.now(), false, "There is no other node to test."));
  }

  private static HighAvailability watching(
      ConfiguredNode configured, ConfValueCipher cipher, Keys keys, Parts parts) {
    VaultConf conf = configured.conf();
    Node node = configured.node();
    PeerConnections peers = PeerConnections.of(conf, cipher);
    var transactions = new JdbiTransactions(parts.databases().counters(), node);
    var monitor =
        new HaMonitor(
            new HaSetting(node, peers.peers(), pace(conf)),
            HaTime.system(),
            new HaMonitor.Means(
                new Canary(node.id(), keys.cipher(), keys.canaries(), keys.random()),
                peers.link(),
                new BeatDatabase(
                    transactions,
                    new JdbiHeartbeatRows(),
                    ends(conf, parts.databases(), transactions)),
                parts.server(),
                () -> parts.trail().health().writable(),
                parts.succession()));
    Alarms alarms = Alarms.of(conf.replication().alarms(), cipher);
    List<Announcements> announcements = announcements(parts.trail(), alarms);
    monitor.tell(
        (now, changes) -> announcements.forEach(listener -> listener.changed(now, changes)));
    var rounds = new HaRounds(monitor, peers, conf.replication().heartbeat());
    return new HighAvailability(
        monitor,
        monitor.replicaAge(),
        Optional.of(new Watch(monitor, rounds, announcements, alarms)),
        new AskedNow(monitor, peers.peers(), Clock.systemUTC()));
  }

  private static ReplicationEnds ends(
      VaultConf conf, Databases databases, JdbiTransactions transactions) {
    return conf.database().engine() == DatabaseConf.Engine.SQLSERVER
        ? new SqlServerReplicationEnds(
            new PooledSessions(databases.counters()),
            conf.database().address().database(),
            Clock.systemUTC())
        : new JdbiReplicationEnds(transactions, Clock.systemUTC());
  }

  private static List<Announcements> announcements(AuditTrail trail, Alarms alarms) {
    var all = new ArrayList<Announcements>();
    all.add(new Announcements("audit", new AuditedChanges(trail), AUDIT_AGAIN_SECONDS));
    all.addAll(alarms.announcements());
    return all;
  }

  private static HaPace pace(VaultConf conf) {
    var pace = conf.replication().heartbeat().pace();
    return new HaPace(pace.interval(), pace.failedAfter(), pace.aliveAfter());
  }

  /**
   * Asks every peer once and waits some seconds at most: a primary must know of a promotion before
   * its first write.
   */
  void askAll() {
    watch.map(Watch::rounds).ifPresent(HaRounds::askAll);
  }

  /** Answers the others from now on, and watches them. */
  void begin() {
    watch.map(Watch::rounds).ifPresent(HaRounds::begin);
  }

  HaStatusSource status() {
    return status;
  }

  HaTest test() {
    return test;
  }

  DataAge dataAge() {
    return dataAge;
  }

  /** The newest fire drill on record. */
  void knows(HaProof proof) {
    watch.map(Watch::monitor).ifPresent(monitor -> monitor.knows(proof));
  }

  /** A fire drill was made here. */
  void drilled(HaProof proof) {
    watch.map(Watch::monitor).ifPresent(monitor -> monitor.drilled(proof));
  }

  /** Writes wait for a standby from now on, or go on alone. */
  void acknowledges(HaFinding finding) {
    watch.map(Watch::monitor).ifPresent(monitor -> monitor.acknowledges(finding));
  }

  @Override
  public void close() {
    watch.ifPresent(
        ended -> {
          ended.rounds().close();
          ended.announcements().forEach(Announcements::close);
          ended.alarms().close();
        });
  }
}
