package org.tandemvault.core.policy;

import java.time.Clock;
import java.time.Duration;
import org.tandemvault.core.node.Transactions;

/**
 * The settings as every request needs them, without a query each time. Thread-safe.
 *
 * <p>What this node saves holds at once; what another node saved, within {@link #STALE}.
 */
public final class CurrentSettings {

  /** How long another node's change may go unseen. */
  static final Duration STALE = Duration.ofSeconds(1);

  private final Transactions transactions;
  private final SettingsStore store;
  private final Clock clock;
  private volatile Loaded loaded;

  public CurrentSettings(Transactions transactions, SettingsStore store, Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.clock = clock;
    this.loaded = new Loaded(VaultSettings.DEFAULT, Long.MIN_VALUE, false);
  }

  /** The settings, at most {@link #STALE} old. */
  public VaultSettings get() {
    Loaded seen = loaded;
    if (seen.isFresh(clock.millis())) {
      return seen.settings();
    }
    keep(transactions.read(store::load));
    return loaded.settings();
  }

  /** Takes over what was just saved; an older load that ends later does not undo it. */
  synchronized void keep(VaultSettings settings) {
    long now = clock.millis();
    Loaded seen = loaded;
    if (!seen.isFresh(now) || settings.version() >= seen.settings().version()) {
      loaded = new Loaded(settings, now, true);
    }
  }

  private record Loaded(VaultSettings settings, long atMillis, boolean fromStore) {
    boolean isFresh(long now) {
      return fromStore && now >= atMillis && now - atMillis < STALE.toMillis();
    }
  }
}
