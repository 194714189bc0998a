package org.tandemvault.boot;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.conf.BackupConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.AuditTrail;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.ha.HaChange;
import org.tandemvault.core.ha.HaPart;
import org.tandemvault.core.node.BackupStatus;
import org.tandemvault.core.node.BackupStatusSource;
import org.tandemvault.core.node.HaFinding;
import org.tandemvault.core.node.HaStatusSource;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.db.backup.BackupRecords;

/**
 * Puts the backups that others made into the audit trail, rings the bells when one failed and when
 * one is good again, and knows the newest.
 */
final class BackupNews implements BackupStatusSource, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BackupNews.class);
  private static final long EVERY_SECONDS = 10;
  private static final String REMEDY = "See docs/backup.md; bin/backup.sh makes one at once.";

  private final ConfiguredNode configured;
  private final BackupRecords records;
  private final AuditTrail trail;
  private final HaStatusSource ha;
  private final Alarms alarms;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("backup-news").factory());
  private boolean failing;

  BackupNews(
      ConfiguredNode configured, AuditTrail trail, HaStatusSource ha, ConfValueCipher cipher) {
    this.configured = configured;
    this.records = new BackupRecords(configured.conf().server().folders().data());
    this.trail = trail;
    this.ha = ha;
    this.alarms = Alarms.of(configured.conf().replication().alarms(), cipher);
    this.failing = records.status(Optional.empty()).failure().isPresent();
  }

  void begin() {
    thread.scheduleWithFixedDelay(this::look, 0, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    try {
      var changes = new ArrayList<HaChange>();
      for (BackupRecords.Untold news : records.untold()) {
        trail.recordDurably(entry(news.entry()));
        records.told(news);
        change(news.entry()).ifPresent(changes::add);
      }
      if (!changes.isEmpty()) {
        alarms.announcements().forEach(bell -> bell.changed(ha.status(), List.copyOf(changes)));
      }
    } catch (RuntimeException e) { // the next look must come
      LOG.warn("A backup is not on record yet; it is tried again: {}", e.toString());
    }
  }

  private static AuditEntry entry(BackupRecords.Entry made) {
    Path file = Path.of(made.file());
    String name = made.file().isEmpty() ? "" : file.getFileName().toString();
    return new AuditEntry(
        "",
        made.by().equals("schedule") ? "system" : made.by(),
        AuditAction.BACKUP,
        new Target("backup", "", name),
        made.ok() ? Outcome.OK : Outcome.FAILED,
        made.text(),
        "");
  }

  /** A failure is always told, its end once. */
  private Optional<HaChange> change(BackupRecords.Entry made) {
    boolean news = !made.ok() || failing;
    failing = !made.ok();
    HaFinding finding =
        made.ok() ? HaFinding.alive(made.at()) : HaFinding.failed(made.at(), made.text(), REMEDY);
    return news
        ? Optional.of(new HaChange(Instant.now(), configured.node().id(), HaPart.BACKUP, finding))
        : Optional.empty();
  }

  @Override
  public BackupStatus status() {
    return records.status(daily(configured.conf()));
  }

  private Optional<String> daily(VaultConf conf) {
    BackupConf wanted = conf.server().backup();
    String role = configured.node().role().name();
    boolean here = wanted.on() == BackupConf.On.EVERY || wanted.on().name().equals(role);
    return wanted.at().filter(at -> here).map(at -> at.toString().toLowerCase(Locale.ROOT));
  }

  @Override
  public void close() {
    thread.shutdownNow();
    alarms.announcements().forEach(bell -> bell.close());
    alarms.close();
  }
}
