package org.tandemvault.boot;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.drill.DrillCanary;
import org.tandemvault.core.drill.DrillRecords;
import org.tandemvault.core.drill.DrillSecrets;
import org.tandemvault.core.drill.DrillView;
import org.tandemvault.core.drill.FireDrill;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.node.HaProof;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.resource.AccountSeals;
import org.tandemvault.core.resource.ResourceStore;
import org.tandemvault.core.resource.Reveals;
import org.tandemvault.core.shared.Stamps;

/**
 * Fire drills by the clock: a primary with peers sees to what they need, a standby makes one when
 * the last is older than the conf says, and both know the newest.
 */
final class Drills implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Drills.class);
  private static final long EVERY_SECONDS = 60;

  private static final Duration AFTER_FAILURE = Duration.ofMinutes(15);

  /** After a start the link needs some seconds, and what a primary makes must get here. */
  private static final long FIRST_AFTER_SECONDS = 60;

  private final Node node;
  private final VaultConf conf;
  private final HighAvailability availability;
  private final DrillRecords records;
  private final DrillCanary canary;
  private final FireDrill drill;
  private final Stamps stamps;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ha-drill").factory());

  /** What of the node it works with. */
  record Parts(
      Storage storage,
      AuditUseCases audit,
      AuditedTransactions work,
      IdentityUseCases identity,
      Reveals reveals,
      Keys keys,
      Stamps stamps) {}

  Drills(
      ConfiguredNode configured,
      HighAvailability availability,
      OwnCertificates certificates,
      Parts parts) {
    this.node = configured.node();
    this.conf = configured.conf();
    this.availability = availability;
    this.stamps = parts.stamps();
    Storage storage = parts.storage();
    this.records =
        new DrillRecords(
            node.id(), storage.transactions(), storage.auditEvents(), parts.audit().trail());
    var secrets = new DrillSecrets(parts.keys().drill());
    this.canary = canary(parts, secrets);
    var way =
        new FireDrill.Way(
            parts.identity().drillSignIn(),
            parts.reveals(),
            parts.identity().drillUser(),
            canary,
            secrets);
    this.drill =
        new FireDrill(
            node,
            parts.work(),
            way,
            new DrillView(availability.status(), availability.dataAge(), certificates::all),
            new FireDrill.Results(records, availability::drilled),
            stamps);
  }

  private static DrillCanary canary(Parts parts, DrillSecrets secrets) {
    Storage storage = parts.storage();
    var store =
        new ResourceStore(
            storage.folders(),
            storage.resources(),
            storage.accounts(),
            storage.shares(),
            storage.policies());
    return new DrillCanary(
        parts.work(),
        parts.identity().drillUser(),
        store,
        new AccountSeals(parts.keys().cipher()),
        new DrillCanary.Made(secrets, parts.stamps()));
  }

  FireDrill drill() {
    return drill;
  }

  /** From now on by the clock; a node without peers has nothing to prove. */
  void begin() {
    if (conf.replication().isConfigured()) {
      thread.execute(() -> go("what fire drills need", this::prepare));
      thread.scheduleWithFixedDelay(
          () -> go("the fire drill", this::look),
          FIRST_AFTER_SECONDS,
          EVERY_SECONDS,
          TimeUnit.SECONDS);
    }
  }

  private void prepare() {
    records.newest(stamps.now()).ifPresent(availability::knows);
    if (node.acceptsWrites()) {
      canary.ensure();
    }
  }

  private void look() {
    Instant now = stamps.now();
    if (node.acceptsWrites()) {
      prepare();
      return;
    }
    Optional<HaProof> last = availability.status().status().lastDrill();
    boolean due =
        last.filter(proof -> proof.node().equals(node.id()))
            .filter(proof -> !proof.at().isAfter(now))
            .filter(proof -> proof.at().plus(holds(proof)).isAfter(now))
            .isEmpty();
    if (due) {
      HaProof proof = drill.run();
      LOG.info("Fire drill: {}. {}", proof.ok() ? "passed" : "failed", proof.summary());
    }
  }

  /** What failed is tried again soon: it may have been a passing fault. */
  private Duration holds(HaProof proof) {
    Duration every = conf.replication().drillEvery();
    return proof.ok() || every.compareTo(AFTER_FAILURE) < 0 ? every : AFTER_FAILURE;
  }

  /** The rim of a background job: it goes on whatever happens. */
  private static void go(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("Could not do {}; it is tried again later", what, e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
