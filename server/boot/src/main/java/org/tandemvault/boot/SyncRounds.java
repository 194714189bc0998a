package org.tandemvault.boot;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.NodeConf;
import org.tandemvault.conf.ReplicationConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.node.HaFinding;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.ServerAccess;
import org.tandemvault.db.replication.SyncKeeping;
import org.tandemvault.db.replication.SyncKeeping.Change;

/**
 * Keeps {@code sync.mode} on a primary: looks every two seconds, and tells when writes begin to
 * wait for a standby or go on alone. The owner's password stays in memory while it does.
 */
final class SyncRounds implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SyncRounds.class);
  private static final long LOOK_SECONDS = 2;

  private final Node node;
  private final ReplicationConf.SyncMode mode;
  private final Consumer<HaFinding> listener;
  private final Secret password;
  private final SyncKeeping keeping;
  private final boolean concerned;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("sync-mode").factory());
  private String lastTold = "";

  /**
   * @param listener is told what changed; it must not wait
   */
  SyncRounds(ConfiguredNode configured, ConfValueCipher cipher, Consumer<HaFinding> listener) {
    VaultConf conf = configured.conf();
    this.node = configured.node();
    // what a primary asked for must not hold up the standby that it became
    boolean primary = node.role() == NodeRole.PRIMARY;
    ReplicationConf.Sync said = conf.replication().sync();
    this.mode = primary ? said.mode() : ReplicationConf.SyncMode.ASYNC;
    this.listener = listener;
    DatabaseConf.Login owner = conf.database().logins().owner();
    this.password = owner.password().open(cipher);
    this.keeping =
        new SyncKeeping(
            ServerAccess.of(Databases.address(conf), new DatabaseLogin(owner.user(), password)),
            new ReplicationConf.Sync(mode, said.fallbackAfter()),
            standbys(conf),
            System::nanoTime);
    this.concerned =
        conf.replication().isConfigured()
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
        announce(change);
      }
    } catch (ReplicationException e) { // told, and tried again: it must go on
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

  /** On record and at the bells by threads of their own: a record may wait for a standby itself. */
  private void announce(Change change) {
    Instant now = Instant.now();
    listener.accept(
        change == Change.WAITS
            ? HaFinding.alive(now)
            : HaFinding.failed(
                now,
                "No standby follows: writes are acknowledged without one.",
                "Bring a standby back: writes wait for it again by themselves."));
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
