package org.tandemvault.boot;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.NodeConf;
import org.tandemvault.conf.ReplicationConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.AuditTrail;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.shared.VaultException;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.ServerAccess;
import org.tandemvault.db.replication.SyncKeeping;
import org.tandemvault.db.replication.SyncKeeping.Change;

/**
 * Keeps {@code sync.mode} on a primary: looks every two seconds, and records when writes begin to
 * wait for a standby or go on alone. The owner's password stays in memory while it does.
 */
final class SyncRounds implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SyncRounds.class);
  private static final long LOOK_SECONDS = 2;

  private final Node node;
  private final ReplicationConf.SyncMode mode;
  private final AuditTrail trail;
  private final Secret password;
  private final SyncKeeping keeping;
  private final boolean concerned;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("sync-mode").factory());
  private String lastTold = "";

  SyncRounds(ConfiguredNode configured, ConfValueCipher cipher, AuditTrail trail) {
    VaultConf conf = configured.conf();
    this.node = configured.node();
    this.mode = conf.replication().sync().mode();
    this.trail = trail;
    DatabaseConf.Login owner = conf.database().logins().owner();
    this.password = owner.password().open(cipher);
    this.keeping =
        new SyncKeeping(
            ServerAccess.of(Databases.address(conf), new DatabaseLogin(owner.user(), password)),
            conf.replication().sync(),
            standbys(conf),
            System::nanoTime);
    this.concerned =
        node.acceptsWrites()
            && conf.replication().isConfigured()
            && conf.database().engine() != DatabaseConf.Engine.SQLSERVER;
  }

  private static List<NodeId> standbys(VaultConf conf) {
    return conf.replication().peers().stream()
        .filter(peer -> peer.role() == NodeConf.Role.STANDBY)
        .map(peer -> new NodeId(peer.id()))
        .toList();
  }

  /** Before the node writes anything, so that it can start while no standby follows. */
  void begin() {
    if (!concerned) {
      return;
    }
    try {
      tell(keeping.begin());
    } catch (ReplicationException e) {
      warn(e);
    }
    if (mode != ReplicationConf.SyncMode.ASYNC) {
      looks.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void look() {
    try {
      Change change = keeping.look();
      tell(change);
      if (change == Change.WAITS || change == Change.FELL_BACK) {
        record(change);
      }
    } catch (ReplicationException | VaultException e) { // told, and tried again: it must go on
      warn(e);
    } catch (RuntimeException e) {
      LOG.error("Keeping sync.mode failed", e);
    }
  }

  private static void tell(Change change) {
    switch (change) {
      case NONE -> LOG.trace("sync.mode is kept");
      case WAITS -> LOG.info("Writes wait until a standby has them");
      case RELEASED -> LOG.info("Writes do not wait for a standby");
      case FELL_BACK -> LOG.warn("No standby follows: writes are acknowledged without one");
    }
  }

  private void record(Change change) {
    boolean waits = change == Change.WAITS;
    trail.recordDurably(
        new AuditEntry(
            "",
            "system",
            AuditAction.HA_CHANGE,
            new Target("node", "", node.id().value()),
            waits ? Outcome.OK : Outcome.FAILED,
            waits
                ? "Writes wait until a standby has them"
                : "No standby follows: writes are acknowledged without one",
            ""));
  }

  private void warn(RuntimeException e) {
    String what = String.valueOf(e.getMessage());
    if (!what.equals(lastTold)) {
      lastTold = what;
      LOG.warn("sync.mode can't be kept now: {}", what);
    }
  }

  @Override
  public void close() {
    looks.shutdownNow();
    password.close();
  }
}
