package org.tandemvault.core.node;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What keeps a primary from writing after another node was promoted in its place; docs/adr/0150.
 *
 * <p>Life: open from the start; shut once, when a newer primary becomes known, and not opened again
 * by this process. Thread-safe.
 */
public final class WriteFence {

  private final AtomicReference<Optional<Successor>> successor =
      new AtomicReference<>(Optional.empty());

  /**
   * Who is the primary now.
   *
   * @param epoch of the newer primary
   * @param url where it is; empty if that is not known yet
   */
  public record Successor(long epoch, String url) {}

  /** Shuts; a later successor takes the place of an earlier one, and so does one that is named. */
  public void shut(Successor by) {
    successor.updateAndGet(
        before -> before.filter(known -> isBetter(known, by)).or(() -> Optional.of(by)));
  }

  private static boolean isBetter(Successor known, Successor by) {
    return known.epoch() > by.epoch() || known.epoch() == by.epoch() && by.url().isEmpty();
  }

  /** Empty while the fence is open. */
  public Optional<Successor> successor() {
    return successor.get();
  }

  boolean isOpen() {
    return successor.get().isEmpty();
  }
}
