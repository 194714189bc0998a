package org.tandemvault.core.node;

import java.time.Instant;

/** How old this node's data are. Thread-safe; asked at every reveal, so it must answer at once. */
@FunctionalInterface
public interface DataAge {

  /** A primary's data are those of now. */
  DataAge PRIMARY = now -> new Age(now, 0);

  /** The age at that time. */
  Age at(Instant now);

  /**
   * @param asOf up to when the data are known to be complete
   * @param lagSeconds how long ago that was, 0 on a primary
   */
  record Age(Instant asOf, long lagSeconds) {}
}
