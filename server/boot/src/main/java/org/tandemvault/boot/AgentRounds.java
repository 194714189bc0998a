package org.tandemvault.boot;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.AuditTrail;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.shared.VaultException;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.sqlserver.AgentHealing;
import org.tandemvault.db.replication.sqlserver.SqlServerAccess;

/**
 * Looks after the agents of this node's SQL Server: what was given up after too long a split begins
 * anew, and what died is started. On other engines there is nothing to do here.
 */
final class AgentRounds implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AgentRounds.class);
  private static final long LOOK_SECONDS = 15;

  private final VaultConf conf;
  private final Node node;
  private final ConfValueCipher cipher;
  private final AuditTrail trail;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("agent-rounds").factory());
  private String lastTold = "";

  AgentRounds(ConfiguredNode configured, ConfValueCipher cipher, AuditTrail trail) {
    this.conf = configured.conf();
    this.node = configured.node();
    this.cipher = cipher;
    this.trail = trail;
  }

  /** Looks from now on, if there are agents to look after. */
  void begin() {
    if (conf.database().engine() == DatabaseConf.Engine.SQLSERVER
        && conf.replication().isConfigured()) {
      DatabaseConf.Login owner = conf.database().logins().owner();
      AgentHealing healing =
          new AgentHealing(
              () -> {
                // the session signs in at once: the password need not live longer
                try (Secret password = owner.password().open(cipher)) {
                  DatabaseLogin login = new DatabaseLogin(owner.user(), password);
                  return new SqlServerAccess(Databases.address(conf), login).open();
                }
              },
              conf.database().address().database(),
              Clock.systemUTC());
      looks.scheduleWithFixedDelay(
          () -> look(healing), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void look(AgentHealing healing) {
    try {
      healing.heal().forEach(this::record);
      lastTold = "";
    } catch (VaultException | ReplicationException e) { // told, and tried again: it must go on
      tell("The agents of replication can't be looked after: " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("Looking after the agents failed", e);
    }
  }

  private void record(String what) {
    LOG.info("{}", what);
    trail.recordDurably(
        new AuditEntry(
            "",
            "system",
            AuditAction.HA_CHANGE,
            new Target("node", "", node.id().value()),
            Outcome.OK,
            what,
            ""));
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
