package org.tandemvault.boot;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.ReplicationConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.AuditTrail;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.node.ReplicationChannel;
import org.tandemvault.core.node.ReplicationEnd;
import org.tandemvault.core.node.ReplicationEnd.Side;
import org.tandemvault.core.node.ReplicationEnds;
import org.tandemvault.core.shared.VaultException;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.replication.JdbiReplicationEnds;
import org.tandemvault.db.replication.PostgreSqlReplication.Server;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.ReplicationProgress;
import org.tandemvault.db.replication.ReplicationSite;
import org.tandemvault.db.replication.SeedReport;
import org.tandemvault.db.replication.SelfHealing;
import org.tandemvault.db.replication.ServerAccess;
import org.tandemvault.db.session.JdbiTransactions;

/**
 * Looks after the channels by which this node follows others: one that its sender lost in a split
 * that was too long is copied anew, while people go on reading what is there.
 */
final class ChannelHealing implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChannelHealing.class);
  private static final long LOOK_SECONDS = 5;

  private final VaultConf conf;
  private final Node node;
  private final ConfValueCipher cipher;
  private final ReplicationEnds ends;
  private final AuditTrail trail;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("channel-healing").factory());
  private String lastTold = "";

  ChannelHealing(
      ConfiguredNode configured, ConfValueCipher cipher, Databases databases, AuditTrail trail) {
    this.conf = configured.conf();
    this.node = configured.node();
    this.cipher = cipher;
    this.ends =
        new JdbiReplicationEnds(
            new JdbiTransactions(databases.counters(), node), Clock.systemUTC());
    this.trail = trail;
  }

  /** Looks from now on, if there is a channel that this node may heal. */
  void begin() {
    if (!followed().isEmpty()) {
      looks.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** The peers whose rows come here and whose databases this node may copy. */
  private List<ReplicationConf.Peer> followed() {
    if (conf.database().engine() == DatabaseConf.Engine.SQLSERVER) {
      return List.of();
    }
    return conf.replication().peers().stream()
        .filter(peer -> peer.database().isPresent())
        .filter(peer -> !peer.role().name().equals(node.role().name()))
        .toList();
  }

  private void look() {
    try {
      List<ReplicationChannel> still = silentChannels();
      for (ReplicationConf.Peer peer : followed()) {
        heal(peer, still);
      }
    } catch (VaultException | ReplicationException e) { // told, and tried again: it must go on
      tell("A lost channel can't be copied anew yet: " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("Looking after the channels failed", e);
    }
  }

  private List<ReplicationChannel> silentChannels() {
    List<ReplicationChannel> silent = new ArrayList<>();
    for (ReplicationEnd end : ends.look()) {
      if (end.side() == Side.RECEIVER && !end.isRunning()) {
        silent.add(end.channel());
      }
    }
    return silent;
  }

  private void heal(ReplicationConf.Peer peer, List<ReplicationChannel> silent) {
    ReplicationChannel channel =
        SelfHealing.incoming(node.id(), new NodeId(peer.id()), node.role() == NodeRole.STANDBY);
    Path begun = conf.server().folders().data().resolve("reseed-of-" + peer.id());
    DatabaseConf.Login owner = conf.database().logins().owner();
    try (Secret password = owner.password().open(cipher)) {
      Server here =
          new Server(
              site(node.id().value(), conf.database().address()),
              ServerAccess.of(Databases.address(conf), new DatabaseLogin(owner.user(), password)));
      SelfHealing healing = new SelfHealing(channel, here, sender(peer), begun);
      if (silent.contains(channel) || healing.isUnderWay()) {
        healing.heal(ReplicationProgress.SILENT).ifPresent(report -> healed(peer, report));
      }
    }
  }

  private void healed(ReplicationConf.Peer peer, SeedReport report) {
    lastTold = "";
    String what =
        "The link was cut for longer than node "
            + peer.id()
            + " keeps changes; its rows were copied anew: "
            + report.rows()
            + " rows, "
            + report.changed()
            + " of them differed";
    LOG.info("{}", what);
    trail.recordDurably(
        new AuditEntry(
            "",
            "system",
            AuditAction.HA_CHANGE,
            new Target("node", "", peer.id()),
            Outcome.OK,
            what,
            ""));
  }

  private Server sender(ReplicationConf.Peer peer) {
    ReplicationConf.PeerDatabase database = peer.database().orElseThrow();
    ReplicationConf.Identity files = identity(peer);
    DatabaseAddress address =
        new DatabaseAddress(
            DatabaseConf.Engine.POSTGRESQL,
            database.address().host(),
            database.address().port(),
            database.name(),
            Optional.of(database.authority()),
            true);
    return new Server(
        site(
            peer.id(),
            new DatabaseConf.Address(
                database.address().host(), database.address().port(), database.name())),
        ServerAccess.ofReplicationRole(
            address, new ServerAccess.ClientCertificate(files.certificate(), files.key())));
  }

  private ReplicationConf.Identity identity(ReplicationConf.Peer peer) {
    return conf.replication()
        .identity()
        .orElseGet(
            () -> {
              var files = BundledPostgres.replicationFiles(conf, peer.id());
              return new ReplicationConf.Identity(files.certificate(), files.key());
            });
  }

  /** The way between the databases is the one by which they were connected before. */
  private ReplicationSite site(String id, DatabaseConf.Address address) {
    return new ReplicationSite(
        new NodeId(id),
        conf.database().logins().app().user(),
        new ReplicationSite.Route(address.host(), "", address.port(), address.database()),
        new ReplicationSite.Identity("", "", ""));
  }

  private void tell(String what) {
    if (!what.equals(lastTold)) {
      lastTold = what;
      LOG.warn("{}", what);
    }
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
