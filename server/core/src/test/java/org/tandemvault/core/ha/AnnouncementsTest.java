package org.tandemvault.core.ha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Trail;
import org.tandemvault.core.node.DatabaseServer;
import org.tandemvault.core.node.HaFinding;
import org.tandemvault.core.node.HaStatus;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.shared.UnavailableException;

final class AnnouncementsTest {

  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final HaStatus STATUS =
      HaStatus.notConfigured(
          new Node(new NodeId("primary"), NodeRole.PRIMARY, ""),
          new DatabaseServer("PostgreSQL", "18.6", true));

  private final List<HaChange> told = new CopyOnWriteArrayList<>();

  @Test
  void whatComesTogetherIsToldTogetherInItsOrder() {
    AtomicInteger calls = new AtomicInteger();
    try (var announcements =
        new Announcements(
            "test",
            (status, changes) -> {
              told.addAll(changes);
              calls.incrementAndGet();
            },
            1)) {
      announcements.changed(STATUS, List.of(change(1)));
      announcements.changed(STATUS, List.of(change(2), change(3)));

      await().until(() -> told.size() == 3);
      assertThat(told).containsExactly(change(1), change(2), change(3));
      assertThat(calls).hasValue(1);
    }
  }

  @Test
  void whatCouldNotBeToldIsToldAgainBeforeWhatCameLater() {
    AtomicInteger failures = new AtomicInteger(1);
    try (var announcements =
        new Announcements(
            "test",
            (status, changes) -> {
              if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("no mail server");
              }
              told.addAll(changes);
            },
            0)) {
      announcements.changed(STATUS, List.of(change(1)));
      await().until(() -> failures.get() <= 0);
      announcements.changed(STATUS, List.of(change(2)));

      await().until(() -> told.size() == 2);
      assertThat(told).containsExactly(change(1), change(2));
    }
  }

  @Test
  void aSlowListenerHoldsUpNobodyAndKeepsTheNewest() throws InterruptedException {
    var busy = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    try (var announcements =
        new Announcements(
            "test",
            (status, changes) -> {
              busy.countDown();
              awaitQuietly(release);
              told.addAll(changes);
            },
            1)) {
      announcements.changed(STATUS, List.of(change(0)));
      assertThat(busy.await(30, TimeUnit.SECONDS)).isTrue();

      IntStream.rangeClosed(1, 500).forEach(i -> announcements.changed(STATUS, List.of(change(i))));
      release.countDown();

      await().until(() -> told.contains(change(500)));
      assertThat(told).hasSize(201).contains(change(0), change(301)).doesNotContain(change(300));
    }
  }

  @Test
  void changesAreOnRecordInWords() {
    Trail trail = Trail.create();

    new AuditedChanges(trail.trail()).changed(STATUS, List.of(change(7), drill()));

    var events = trail.transactions().read(tx -> trail.events().chain(tx, Trail.NODE, 0, 10));
    assertThat(events).hasSize(1);
    var entry = events.getFirst().entry();
    assertThat(entry.action()).isEqualTo(AuditAction.HA_CHANGE);
    assertThat(entry.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(entry.target().name()).isEqualTo("standby");
    assertThat(entry.reason())
        .isEqualTo("Node standby, high availability: Failed. reason 7 remedy");
  }

  @Test
  void whatCannotBeRecordedIsSaidSoThatItIsTriedAgain() {
    Trail trail = Trail.create();
    trail.database().unreachable(true);
    var recording = new AuditedChanges(trail.trail());

    assertThatThrownBy(() -> recording.changed(STATUS, List.of(change(1))))
        .isInstanceOf(UnavailableException.class);
  }

  @Test
  void anAlarmNamesTheFailureFirst() {
    var rung = new CopyOnWriteArrayList<Alarm>();
    var well = new HaChange(NOON, new NodeId("other"), HaPart.INBOUND, HaFinding.alive(NOON));

    new AlarmedChanges(rung::add).changed(STATUS, List.of(well, change(1)));

    assertThat(rung).hasSize(1);
    assertThat(rung.getFirst().subject())
        .isEqualTo(
            "Tandem Vault, node primary: node standby, high availability: Failed and 1 more");
    assertThat(rung.getFirst().lines()).anyMatch(line -> line.contains("reason 1 remedy"));
  }

  private static void awaitQuietly(CountDownLatch release) {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static HaChange change(int number) {
    return new HaChange(
        NOON,
        new NodeId("standby"),
        HaPart.LINK,
        HaFinding.failed(NOON, "reason " + number, "remedy"));
  }

  private static HaChange drill() {
    return new HaChange(
        NOON, new NodeId("primary"), HaPart.DRILL, HaFinding.failed(NOON, "old data", ""));
  }
}
