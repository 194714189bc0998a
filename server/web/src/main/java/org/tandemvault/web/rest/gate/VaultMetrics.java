package org.tandemvault.web.rest.gate;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tandemvault.core.audit.AuditTrail;
import org.tandemvault.core.node.BackupStatusSource;
import org.tandemvault.core.node.HaStatusSource;

/** What is counted, for Prometheus. Names and ids of people and things are never in it. */
public final class VaultMetrics {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Call, Timer> timers = new ConcurrentHashMap<>();

  public VaultMetrics(AuditTrail trail, HaStatusSource ha) {
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    Gauge.builder("vault.audit.writable", trail, t -> t.health().writable() ? 1 : 0)
        .description("1 while the audit trail can be written")
        .register(registry);
    new HaGauges(ha).bindTo(registry);
  }

  /** Adds the newest backups; a node that never made one shows zeros, so that an alarm can tell. */
  public VaultMetrics with(BackupStatusSource backups) {
    Gauge.builder(
            "vault.backup.verified.timestamp.seconds",
            backups,
            source -> source.status().proven().map(done -> done.at().getEpochSecond()).orElse(0L))
        .description("When the newest backup was restored and found right, 0 if there is none")
        .register(registry);
    Gauge.builder("vault.backup.failing", backups, b -> b.status().failure().isPresent() ? 1 : 0)
        .description("1 while the newest backup failed")
        .register(registry);
    return this;
  }

  /** Counts a call. */
  public void call(String method, String path, int status, Duration took) {
    timers.computeIfAbsent(new Call(method, path, status), this::timer).record(took);
  }

  /** Everything in Prometheus' text format. */
  public String scrape() {
    return registry.scrape();
  }

  private Timer timer(Call call) {
    return Timer.builder("vault.http.calls")
        .description("Calls of the REST API")
        .tag("method", call.method)
        .tag("path", call.path)
        .tag("status", Integer.toString(call.status))
        .serviceLevelObjectives(
            Duration.ofMillis(5),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(2))
        .register(registry);
  }

  private record Call(String method, String path, int status) {}
}
