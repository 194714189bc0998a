package org.tandemvault.boot;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.audit.AuditTrail;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.db.keys.KeyAnswer;
import org.tandemvault.db.keys.KeyOrder;
import org.tandemvault.db.keys.KeyOrders;
import org.tandemvault.db.keys.KeyWork;
import org.tandemvault.db.keys.Resealing;
import org.tandemvault.db.schema.KeyChanges;

/**
 * Carries out orders about keys that lie in the data folder, seals anew what was left over, and
 * keeps {@link KeyWatch} looking (ADR 0120).
 */
final class KeyRounds implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KeyRounds.class);
  private static final long ORDER_SECONDS = 1;
  private static final long WATCH_SECONDS = 5;
  private static final long[] SWEEP_SECONDS = {60, 600};
  private static final long END_SECONDS = 10;

  private final boolean primary;
  private final KeyOrders orders;
  private final KeyWork work;
  private final Resealing resealing;
  private final KeyWatch watch;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("key-watch").factory());
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("key-work").factory());
  private volatile boolean ending;
  private String lastTold = "";

  /** What it works with. */
  record Parts(Transactions transactions, AuditTrail trail, Keys keys, NewestKeyring newest) {}

  KeyRounds(ConfiguredNode configured, Parts parts) {
    VaultConf conf = configured.conf();
    this.primary = configured.node().acceptsWrites();
    this.orders = new KeyOrders(conf.server().folders().data());
    this.resealing = new Resealing(parts.transactions(), parts.keys().cipher());
    this.watch = new KeyWatch(conf, parts);
    this.work =
        new KeyWork(
            new KeyWork.Database(parts.transactions(), parts.trail(), resealing),
            new KeyChanges(new SecureRandom()),
            watch,
            file -> readKey(conf, file));
  }

  /** Looks from now on. */
  void begin() {
    looks.scheduleWithFixedDelay(watch::look, 0, WATCH_SECONDS, TimeUnit.SECONDS);
    worker.scheduleWithFixedDelay(this::obey, 0, ORDER_SECONDS, TimeUnit.SECONDS);
    sweepLater();
  }

  /** What this node needs, in words for people; empty while it has its key. */
  String demand() {
    return watch.demand();
  }

  /** The master key in use. */
  MasterKey master() {
    return watch.master();
  }

  private static MasterKey readKey(VaultConf conf, Path file) {
    return MasterKeyFile.read(file, conf.home(), conf.manageKey().allowInsideInstallation());
  }

  private void obey() {
    try {
      orders
          .trustedOrder()
          .filter(this::isReady)
          .filter(order -> orders.answer(order).filter(KeyAnswer::isFinal).isEmpty())
          .ifPresent(this::perform);
    } catch (RuntimeException e) { // the next look must come
      tell(e);
    }
  }

  /** The tool first makes the new key's file. */
  private boolean isReady(KeyOrder order) {
    return order.kind() != KeyOrder.Kind.REKEY || !order.take().isEmpty();
  }

  private void perform(KeyOrder order) {
    LOG.info("Key order {}: {} of {}", order.id(), order.kind(), order.by());
    KeyAnswer end = watch.alone(() -> work.perform(order, orders::write, () -> !ending), order);
    orders.write(end);
    LOG.info("Key order {}: {} {}", order.id(), end.state(), end.told());
    lastTold = "";
    if (order.kind() == KeyOrder.Kind.ROTATE && end.isFinal()) {
      sweepLater();
    }
  }

  /** For changes that had sealed with the key of before and were committed since (ADR 0121). */
  private void sweepLater() {
    if (primary) {
      for (long seconds : SWEEP_SECONDS) {
        worker.schedule(this::sweep, seconds, TimeUnit.SECONDS);
      }
    }
  }

  private void sweep() {
    try {
      Resealing.Result result = resealing.run(done -> !ending);
      if (result.sealedAnew() > 0) {
        LOG.info("Sealed {} values anew that an older data key had sealed", result.sealedAnew());
      }
    } catch (RuntimeException e) { // told; the next start tries again
      tell(e);
    }
  }

  private void tell(RuntimeException e) {
    if (!lastTold.equals(e.toString())) {
      lastTold = e.toString();
      LOG.error("Work on the keys failed; it is tried again", e);
    }
  }

  @Override
  public void close() {
    ending = true;
    looks.shutdown();
    worker.shutdown();
    try {
      if (!worker.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        worker.shutdownNow();
      }
    } catch (InterruptedException stopped) {
      worker.shutdownNow();
      Thread.currentThread().interrupt();
    }
    looks.shutdownNow();
  }
}
