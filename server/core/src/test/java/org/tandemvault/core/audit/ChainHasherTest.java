package org.tandemvault.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Frozen: these two events were signed by form 1, computed also by an independent program. */
final class ChainHasherTest {

  private static final Instant AT = Instant.parse("2026-06-01T12:00:00.123456789Z");
  private static final AuditEntry FIRST =
      new AuditEntry(
          "0ABCDEFGHJKMN",
          "Änne \uD83D\uDD11",
          AuditAction.REVEAL,
          new Target("account", "0ABCDEFGHJKMP", "db-1/root"),
          Outcome.REFUSED,
          "ticket 7",
          "2001:db8::1");
  private static final AuditEntry SECOND =
      new AuditEntry("", "system", AuditAction.NODE_START, Target.NONE, Outcome.OK, "", "");

  private final ChainHasher hasher = new ChainHasher(Trail.authenticator());

  @Test
  void formOneStaysAsItIs() {
    AuditEvent first = hasher.link(Trail.NODE, ChainHead.EMPTY, AT, FIRST);
    AuditEvent second =
        hasher.link(Trail.NODE, new ChainHead(first.seq(), first.hash()), AT, SECOND);

    assertThat(first.hash())
        .isEqualTo("116b9749330ea0bcb0424354b13ee97cfdb78e241c23a999e5131f99b58edd29");
    assertThat(second.hash())
        .isEqualTo("744870b9a21b8fe8dc79a455df92eea8589a98ddd18dc9b480e7076870d386fb");
  }

  @Test
  void timesAreCutToMicroseconds() {
    AuditEvent event = hasher.link(Trail.NODE, ChainHead.EMPTY, AT, FIRST);

    assertThat(event.at()).isEqualTo(Instant.parse("2026-06-01T12:00:00.123456Z"));
    assertThat(hasher.isAuthentic(event)).isTrue();
  }

  @Test
  void textsCantMoveFromOneFieldToTheNext() {
    AuditEvent event = hasher.link(Trail.NODE, ChainHead.EMPTY, AT, SECOND);
    AuditEntry moved =
        new AuditEntry("s", "ystem", AuditAction.NODE_START, Target.NONE, Outcome.OK, "", "");
    AuditEvent forged =
        new AuditEvent(
            event.node(), event.seq(), event.at(), moved, event.prevHash(), event.hash());

    assertThat(hasher.isAuthentic(forged)).isFalse();
  }
}
