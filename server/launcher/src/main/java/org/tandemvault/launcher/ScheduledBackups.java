package org.tandemvault.launcher;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.conf.BackupConf;
import org.tandemvault.conf.NodeConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyException;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.db.backup.BackupRecords;
import org.tandemvault.db.backup.BackupRun;
import org.tandemvault.db.backup.NodePlace;

/**
 * Backups that the node makes by itself (ADR 0130). Due by what is on record, so one that was
 * missed is made when the node is back; what failed is tried again after an hour. It runs here and
 * not in the application, since proving one needs the bundled PostgreSQL.
 */
final class ScheduledBackups implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduledBackups.class);
  private static final String BY = "schedule";
  private static final Duration AFTER_FAILURE = Duration.ofHours(1);
  private static final long LOOK_SECONDS = 30;
  private static final long PATIENCE_SECONDS = 30;

  private final Path folder;
  private final MasterKey kept;
  private final Clock clock;
  private final ZoneId zone;
  private final SecureRandom random = new SecureRandom();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("backup").factory());

  /**
   * @param kept the master key as it was at start, for when its drive is gone; closed with this
   */
  ScheduledBackups(VaultConf conf, MasterKey kept, Clock clock) {
    this.folder = conf.folder();
    this.kept = kept;
    this.clock = clock;
    this.zone = clock.getZone();
  }

  void begin() {
    thread.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    try {
      VaultConf conf = VaultConf.load(folder);
      if (isDue(conf)) {
        make(conf);
      }
    } catch (RuntimeException e) { // the next look must come
      LOG.error("The scheduled backup failed; it is tried again in an hour", e);
    }
  }

  private boolean isDue(VaultConf conf) {
    BackupConf wanted = conf.server().backup();
    if (wanted.at().isEmpty() || !isOn(wanted.on(), conf.node())) {
      return false;
    }
    BackupRecords records = records(conf);
    return isDue(
        clock.instant().atZone(zone),
        wanted.at().get(),
        records.newestBy(BY),
        records.newestFailure());
  }

  /** Whether the newest time of day that has passed has not brought one. */
  static boolean isDue(
      ZonedDateTime now, LocalTime at, Optional<Instant> made, Optional<Instant> failed) {
    ZonedDateTime today = now.with(at);
    Instant due = (today.isAfter(now) ? today.minusDays(1) : today).toInstant();
    boolean missing = made.filter(done -> !done.isBefore(due)).isEmpty();
    boolean resting =
        failed.filter(last -> last.plus(AFTER_FAILURE).isAfter(now.toInstant())).isPresent();
    return missing && !resting;
  }

  private static boolean isOn(BackupConf.On on, NodeConf node) {
    boolean standby = node.role().filter(NodeConf.Role.STANDBY::equals).isPresent();
    return switch (on) {
      case EVERY -> true;
      case PRIMARY -> !standby;
      case STANDBY -> standby;
    };
  }

  private void make(VaultConf conf) {
    try (MasterKey fresh = fresh(conf).orElseGet(kept::copy)) {
      LOG.info("The scheduled backup begins");
      try (NodePlace database = NodePlace.of(conf, new ConfValueCipher(fresh, random))) {
        BackupRun.Made made =
            new BackupRun(conf, fresh, clock, LOG::info)
                .make(database.place(), Optional.empty(), false, BY);
        LOG.info("The scheduled backup is {}: {}", made.file(), made.sentence());
      }
    } catch (RuntimeException e) {
      if (records(conf).newestFailure().filter(this::isNow).isEmpty()) {
        records(conf)
            .add(new BackupRecords.Entry(clock.instant(), BY, "", false, "" + e.getMessage()));
      }
      throw e;
    }
  }

  private boolean isNow(Instant failed) {
    return failed.isAfter(clock.instant().minus(Duration.ofMinutes(1)));
  }

  /** The vault's master key may have been changed since the start. */
  private static Optional<MasterKey> fresh(VaultConf conf) {
    try {
      return Optional.of(
          MasterKeyFile.read(
              conf.manageKey().keyFile(), conf.home(), conf.manageKey().allowInsideInstallation()));
    } catch (MasterKeyException driveIsGone) {
      return Optional.empty();
    }
  }

  private static BackupRecords records(VaultConf conf) {
    return new BackupRecords(conf.server().folders().data());
  }

  /** A backup that is being made is broken off; what it left is removed. */
  @Override
  public void close() throws InterruptedException {
    thread.shutdownNow();
    if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("A backup is broken off; the next one removes what it leaves");
    }
    kept.close();
  }
}
