package org.tandemvault.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.conf.ConfException;
import org.tandemvault.conf.NodeConf;
import org.tandemvault.conf.VaultConf;

/**
 * Notices that {@code node.role} in conf/node.conf changed, as {@code bin/promote.sh} does it, so
 * that a promoted node takes changes without a restart of its process.
 */
final class RoleWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RoleWatch.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Path folder;
  private final Consumer<VaultConf> changed;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("role-watch").factory());
  private NodeConf.Role role;
  private String told = "";

  /**
   * @param changed is given the new configuration; no look is made while it works
   */
  RoleWatch(VaultConf conf, Consumer<VaultConf> changed) {
    this.folder = conf.folder();
    this.role = roleOf(conf);
    this.changed = changed;
  }

  static NodeConf.Role roleOf(VaultConf conf) {
    return conf.node().role().orElse(NodeConf.Role.PRIMARY);
  }

  void begin() {
    looks.scheduleWithFixedDelay(
        this::look, BETWEEN_LOOKS.toMillis(), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      VaultConf now = VaultConf.load(folder);
      told = "";
      if (roleOf(now) != role) {
        role = roleOf(now);
        changed.accept(now);
      }
    } catch (ConfException e) { // somebody edits it; the node goes on as it was
      if (!told.equals(e.getMessage())) {
        told = String.valueOf(e.getMessage());
        LOG.warn("The configuration can't be read now: {}", told);
      }
    } catch (RuntimeException e) { // the next look must come
      LOG.error("Looking for a change of the role failed", e);
    }
  }

  @Override
  public void close() {
    looks.shutdown();
  }
}
