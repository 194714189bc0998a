package org.tandemvault.core.node;

import java.util.Optional;
import org.tandemvault.core.shared.UsePrimaryException;

/**
 * Whether this node serves people now: a primary always, a standby by {@code standby.access}.
 *
 * <p>With {@code emergency} a standby serves only while no primary is alive, so that nobody works
 * on older data by mistake. It is asked where people come in; a session that was opened in an
 * emergency is not asked again. Thread-safe; answers from memory, at once.
 */
public final class EmergencyAccess {

  private final boolean always;
  private final PrimaryWatch watch;

  /**
   * @param always true for {@code standby.access = always}
   */
  public EmergencyAccess(boolean always, PrimaryWatch watch) {
    this.always = always;
    this.watch = watch;
  }

  /** Where people are to go instead; empty while this node serves them. */
  public Optional<String> instead() {
    return always ? Optional.empty() : watch.aliveUrl();
  }

  /** The address of a primary that is alive, whether this node serves or not. */
  public Optional<String> livingPrimary() {
    return watch.aliveUrl();
  }

  /**
   * For those who come in.
   *
   * @throws UsePrimaryException if they are to use the primary
   */
  public void demandServing() {
    Optional<String> primary = instead();
    if (primary.isPresent()) {
      throw new UsePrimaryException(primary.get());
    }
  }
}
