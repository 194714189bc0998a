package org.tandemvault.web.ui.vault;

import java.time.Clock;
import org.tandemvault.core.resource.Revealed;
import org.tandemvault.web.ui.part.Times;

/** Where a revealed password comes from and how far it can be trusted, in words. */
final class RevealSource {

  private final Revealed revealed;
  private final boolean standby;
  private final Clock clock;

  RevealSource(Revealed revealed, Desk desk) {
    this.revealed = revealed;
    this.standby = desk.isReadOnly();
    this.clock = desk.tasks().clock();
  }

  /** {@code Version 3}; on a standby also how old it is. */
  String text() {
    String version = "Version " + revealed.version();
    return standby ? version + ", " + age() : version;
  }

  /** {@code as of 14:02:11, 3 s behind}. */
  String age() {
    return "as of %s, %s behind"
        .formatted(Times.clock(revealed.asOf(), clock), Times.span(revealed.lagSeconds()));
  }

  /** What is known to speak against it; empty if nothing does. */
  String warning() {
    if (!standby || !revealed.isOld()) {
      return "";
    }
    String last = Times.clock(revealed.asOf(), clock);
    return revealed.isInDoubt()
        ? ("This password was set at %s, shortly before the last data came from the primary (%s)."
                .formatted(Times.clock(revealed.changedAt(), clock), last)
            + " If it was changed once more after that, or that change was not finished, this"
            + " one does not fit"
            + (revealed.version() > 1 ? ": then try the version before it, under History." : "."))
        : "If it was changed on the primary after " + last + ", that is not known here.";
  }
}
