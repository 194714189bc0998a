package org.tandemvault.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tandemvault.core.audit.Trail.NODE;
import static org.tandemvault.core.audit.Trail.entry;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.node.InMemoryDatabase;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.MovableClock;
import org.tandemvault.core.shared.UnavailableException;

final class ChainedAuditTrailTest {

  private final MovableClock clock = MovableClock.atNoon();
  private final Trail vault = Trail.over(InMemoryDatabase.create(), clock);
  private final ChainedAuditTrail trail = vault.trail();

  @AfterEach
  void close() {
    trail.close();
  }

  @Test
  void entriesBecomeOneChain() {
    AuditEvent first = trail.recordDurably(entry("anna"));
    change(tx -> trail.record(tx, entry("ben")));
    AuditEvent third = trail.recordDurably(entry("carl"));

    assertThat(first.seq()).isEqualTo(1);
    assertThat(first.prevHash()).isEqualTo(ChainHead.EMPTY.hash());
    assertThat(first.at()).isEqualTo(clock.instant());
    assertThat(third.seq()).isEqualTo(3);
    assertThat(actors()).containsExactly("anna", "ben", "carl");
    assertThat(vault.verify().ok()).isTrue();
  }

  @Test
  void theChainGoesOnWhereAnEarlierProcessEnded() {
    trail.recordDurably(entry("anna"));
    try (ChainedAuditTrail next = another(vault.events())) {
      assertThat(next.recordDurably(entry("ben")).seq()).isEqualTo(2);
    }
    assertThat(vault.verify().ok()).isTrue();
  }

  @Test
  void severalEntriesOfOneChangeStandInTheirOrder() {
    change(
        tx -> {
          trail.record(tx, entry("one"));
          trail.record(tx, entry("two"));
        });

    assertThat(actors()).containsExactly("one", "two");
    assertThat(vault.events().batches()).isEqualTo(1);
  }

  @Test
  void aChangeThatIsRolledBackLeavesNoEvent() {
    assertThatThrownBy(
            () ->
                change(
                    tx -> {
                      trail.record(tx, entry("anna"));
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");

    trail.recordDurably(entry("ben"));

    assertThat(actors()).containsExactly("ben");
    assertThat(vault.verify().ok()).isTrue();
  }

  @Test
  void aCommitThatIsRefusedLeavesTheHeadWhereItWas() {
    trail.recordDurably(entry("anna"));
    vault.database().failNextCommit();
    assertUnavailable(() -> change(tx -> trail.record(tx, entry("lost"))), "database-unavailable");
    change(tx -> trail.record(tx, entry("ben")));

    assertThat(actors()).containsExactly("anna", "ben");
    assertThat(vault.verify().ok()).isTrue();
  }

  @Test
  void recordingIsRefusedWhenItCantBeWrittenAndHealsByItself() {
    trail.recordDurably(entry("anna"));
    assertThat(trail.health().writable()).isTrue();
    vault.events().failAppends(UnavailableException.database("The disk is full.", cause()));
    clock.move(Duration.ofSeconds(5));

    assertUnavailable(() -> trail.recordDurably(entry("lost")), "audit-unavailable");
    clock.move(Duration.ofSeconds(5));
    assertUnavailable(() -> trail.recordDurably(entry("lost")), "audit-unavailable");

    assertThat(trail.health().writable()).isFalse();
    assertThat(trail.health().failingSince()).contains(clock.instant().minusSeconds(5));
    assertThat(trail.health().why()).isEqualTo("The disk is full.");

    vault.events().heal();
    trail.recordDurably(entry("ben"));

    assertThat(trail.health()).isEqualTo(new AuditHealth(java.util.Optional.empty(), "", ""));
    assertThat(actors()).containsExactly("anna", "ben");
  }

  @Test
  void aChangeIsRefusedWhenItsEventCantBeWritten() {
    vault.events().failAppends(new IllegalStateException("no such table"));

    assertThatThrownBy(() -> change(tx -> trail.record(tx, entry("lost"))))
        .hasMessage("no such table");
    assertThat(trail.health().writable()).isFalse();
    assertThat(trail.health().why()).isEqualTo("IllegalStateException");

    vault.events().heal();
    change(tx -> trail.record(tx, entry("ben")));

    assertThat(trail.health().writable()).isTrue();
    assertThat(actors()).containsExactly("ben");
  }

  @Test
  void anUnreachableDatabaseRefusesAndLaterHeals() {
    vault.database().unreachable(true);
    assertUnavailable(() -> trail.recordDurably(entry("lost")), "audit-unavailable");

    vault.database().unreachable(false);
    trail.recordDurably(entry("anna"));

    assertThat(actors()).containsExactly("anna");
  }

  @Test
  void anUnknownCommitThatCameThroughIsFollowed() {
    trail.recordDurably(entry("anna"));
    vault.database().loseNextAnswer(true);
    assertUnavailable(() -> trail.recordDurably(entry("perhaps")), "audit-unavailable");
    assertThat(trail.health().writable()).isFalse();

    trail.recordDurably(entry("ben"));

    assertThat(actors()).containsExactly("anna", "perhaps", "ben");
    assertThat(vault.verify().ok()).isTrue();
  }

  @Test
  void anUnknownCommitThatWasLostIsForgotten() {
    trail.recordDurably(entry("anna"));
    vault.database().loseNextAnswer(false);
    assertUnavailable(() -> trail.recordDurably(entry("perhaps")), "audit-unavailable");

    trail.recordDurably(entry("ben"));

    assertThat(actors()).containsExactly("anna", "ben");
    assertThat(vault.verify().ok()).isTrue();
  }

  @Test
  void anUnknownCommitOfAChangeIsResolvedByTheNextAppend() {
    for (boolean there : new boolean[] {true, false}) {
      vault.database().loseNextAnswer(there);
      assertUnavailable(
          () -> change(tx -> trail.record(tx, entry("perhaps " + there))), "outcome-unknown");
      change(tx -> trail.record(tx, entry("next")));
    }

    assertThat(actors()).containsExactly("perhaps true", "next", "next");
    assertThat(vault.verify().ok()).isTrue();
  }

  @Test
  void aCommitOfOurOwnThatComesThroughLateIsNoFork() {
    InMemoryDatabase database = InMemoryDatabase.concurrent();
    Trail late = Trail.over(database, clock);
    LateCommit events = new LateCommit(late);
    try (ChainedAuditTrail own =
        new ChainedAuditTrail(
            new AuditChain(NODE, events, Trail.authenticator()),
            late.transactions(),
            AuditExport.NONE,
            clock)) {
      own.recordDurably(entry("anna"));
      database.loseNextAnswer(false);
      assertUnavailable(() -> own.recordDurably(entry("late")), "audit-unavailable");
      events.comesThroughAtNextAppend();

      assertUnavailable(() -> own.recordDurably(entry("refused once")), "audit-unavailable");
      own.recordDurably(entry("ben"));
    }

    assertThat(late.recorded())
        .extracting(e -> e.entry().actor())
        .containsExactly("anna", "late", "ben");
    assertThat(late.verify().ok()).isTrue();
  }

  @Test
  void aSecondProcessWithTheSameNodeIdStopsTheTrailForGood() {
    trail.recordDurably(entry("anna"));
    try (ChainedAuditTrail second = another(vault.events())) {
      second.recordDurably(entry("intruder"));
    }

    assertThatThrownBy(() -> trail.recordDurably(entry("ben")))
        .isInstanceOf(UnavailableException.class)
        .hasCauseInstanceOf(ChainForkedException.class);
    assertThat(trail.health().why()).contains("node.id").contains("node-1");
    assertUnavailable(() -> change(tx -> trail.record(tx, entry("ben"))), "audit-unavailable");
    assertUnavailable(() -> trail.recordDurably(entry("ben")), "audit-unavailable");
    assertThat(trail.health().writable()).isFalse();
    assertThat(vault.verify().ok()).isTrue();
  }

  @Test
  void aForeignHeadFoundAfterAnUnknownCommitStopsTheTrail() {
    trail.recordDurably(entry("anna"));
    vault.database().loseNextAnswer(false);
    assertUnavailable(() -> trail.recordDurably(entry("lost")), "audit-unavailable");
    try (ChainedAuditTrail second = another(vault.events())) {
      second.recordDurably(entry("intruder"));
    }

    assertThatThrownBy(() -> trail.recordDurably(entry("ben")))
        .hasCauseInstanceOf(ChainForkedException.class);
    assertThatThrownBy(() -> trail.recordDurably(entry("ben")))
        .hasCauseInstanceOf(ChainForkedException.class);
  }

  @Test
  void manyEntriesAtOnceKeepTheirOrder() {
    List<AuditEntry> entries =
        IntStream.range(0, 2_500).mapToObj(n -> entry("actor " + n)).toList();

    List<AuditEvent> events = trail.recordAllDurably(entries);

    assertThat(events).extracting(AuditEvent::entry).containsExactlyElementsOf(entries);
    assertThat(events)
        .extracting(AuditEvent::seq)
        .containsExactly(LongStream.rangeClosed(1, 2_500).boxed().toArray(Long[]::new));
    assertThat(trail.recordAllDurably(List.of())).isEmpty();
  }

  @Test
  void aClosedTrailRefuses() {
    trail.close();

    assertUnavailable(() -> trail.recordDurably(entry("late")), "audit-unavailable");
  }

  @Test
  void whatNoDatabaseCouldGiveBackIsStoredInAFormThatItCan() {
    AuditEntry odd =
        new AuditEntry(
            "",
            "nul\0 half\uD800 " + "\uD83D\uDD11".repeat(600),
            AuditAction.SIGN_IN_REFUSED,
            new Target("user", "", "t".repeat(700)),
            Outcome.REFUSED,
            "r".repeat(2_000),
            "c".repeat(100));

    AuditEntry stored = trail.recordDurably(odd).entry();

    assertThat(stored.actor()).startsWith("nul\uFFFD half\uFFFD ");
    assertThat(stored.actor().length()).isBetween(511, 512);
    assertThat(Character.isHighSurrogate(stored.actor().charAt(stored.actor().length() - 1)))
        .isFalse();
    assertThat(stored.target().name()).hasSize(600);
    assertThat(stored.reason()).hasSize(1_000);
    assertThat(stored.client()).hasSize(64);
    assertThat(stored.storable()).isEqualTo(stored);
  }

  @Test
  void healthNamesTheSinksThatAreBehind() {
    AuditExport behind =
        new AuditExport() {
          @Override
          public void appended() {}

          @Override
          public String behind() {
            return "syslog";
          }
        };
    AuditChain chain = new AuditChain(NODE, vault.events(), Trail.authenticator());
    try (ChainedAuditTrail own =
        new ChainedAuditTrail(chain, vault.transactions(), behind, clock)) {
      assertThat(own.health().sinksBehind()).isEqualTo("syslog");
      assertThat(own.health().writable()).isTrue();
    }
  }

  private ChainedAuditTrail another(AuditEvents events) {
    AuditChain chain = new AuditChain(NODE, events, Trail.authenticator());
    return new ChainedAuditTrail(chain, vault.transactions(), AuditExport.NONE, clock);
  }

  private void change(java.util.function.Consumer<WriteSession> work) {
    vault
        .transactions()
        .write(
            tx -> {
              work.accept(tx);
              return true;
            });
  }

  private List<String> actors() {
    return vault.recorded().stream().map(e -> e.entry().actor()).toList();
  }

  private static void assertUnavailable(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOf(UnavailableException.class)
        .hasFieldOrPropertyWithValue("code", code);
  }

  private static Throwable cause() {
    return new UnavailableCause();
  }

  private static final class UnavailableCause extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
