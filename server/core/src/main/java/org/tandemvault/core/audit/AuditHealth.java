package org.tandemvault.core.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether the audit trail can be written.
 *
 * @param failingSince empty while the last append went well
 * @param why what the last failure was, empty without one; never a secret
 * @param sinksBehind names of sinks that can't be reached now, comma-separated, or empty
 */
public record AuditHealth(Optional<Instant> failingSince, String why, String sinksBehind) {

  /** True if reveals are possible. */
  public boolean writable() {
    return failingSince.isEmpty();
  }
}
