package org.tandemvault.core.ha;

import java.util.List;
import org.tandemvault.core.node.HaStatus;

/** Is told what changed. */
@FunctionalInterface
public interface HaListener {

  /**
   * Tells changes that were found at once.
   *
   * @param status as of now
   * @throws RuntimeException if they could not be told; they are then told again later
   */
  void changed(HaStatus status, List<HaChange> changes);
}
