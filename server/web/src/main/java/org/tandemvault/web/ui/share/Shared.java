package org.tandemvault.web.ui.share;

import java.util.List;
import org.tandemvault.core.access.ShareTarget;

/**
 * The thing whose shares are looked at.
 *
 * @param name what it is called
 * @param above where it inherits from, nearest first
 */
public record Shared(ShareTarget target, String name, List<Place> above) {

  public Shared {
    above = List.copyOf(above);
  }

  /** One place that shares are inherited from. */
  public record Place(ShareTarget target, String name) {}
}
