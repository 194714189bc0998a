package org.tandemvault.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tandemvault.core.audit.Trail.NODE;
import static org.tandemvault.core.audit.Trail.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.node.InMemoryDatabase;
import org.tandemvault.core.node.InMemoryTransactions;
import org.tandemvault.core.shared.MovableClock;
import org.tandemvault.core.shared.UnavailableException;

/** Many who append at the same time. */
final class ConcurrentAppendsTest {

  private final MovableClock clock = MovableClock.atNoon();
  private final Trail vault = Trail.over(InMemoryDatabase.create(), clock);

  @AfterEach
  void close() {
    vault.trail().close();
  }

  @Test
  void thirtyTwoThreadsAppendOneGoodChain() throws Exception {
    Trail shared = Trail.over(InMemoryDatabase.concurrent(), clock);
    int each = 50;
    List<Callable<Integer>> work = new ArrayList<>();
    for (int thread = 0; thread < 32; thread++) {
      boolean changes = thread % 2 == 0;
      work.add(() -> appendMany(shared, changes, each));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(32);
        ChainedAuditTrail ignored = shared.trail()) {
      for (Future<Integer> done : threads.invokeAll(work)) {
        assertThat(done.get()).isEqualTo(each);
      }
    }

    AuditReport report = shared.verify();
    assertThat(report.ok()).isTrue();
    assertThat(report.nodes().getFirst().count()).isEqualTo(32L * each);
  }

  @Test
  void entriesThatWaitAreCommittedTogether() throws Exception {
    GatedEvents events = new GatedEvents(vault.events());
    try (ChainedAuditTrail gated = another(events);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<AuditEvent> first = threads.submit(() -> gated.recordDurably(entry("first")));
      events.awaitAppend();
      List<Future<AuditEvent>> others =
          IntStream.range(0, 50)
              .mapToObj(n -> threads.submit(() -> gated.recordDurably(entry("other"))))
              .toList();
      await().until(() -> gated.waiting() == 50);
      events.open();

      assertThat(first.get().seq()).isEqualTo(1);
      for (Future<AuditEvent> other : others) {
        other.get();
      }
    }
    assertThat(vault.events().batches()).isEqualTo(2);
    assertThat(vault.verify().nodes().getFirst().count()).isEqualTo(51);
  }

  @Test
  void aCallerThatIsInterruptedIsRefusedAndHarmsNobody() throws Exception {
    GatedEvents events = new GatedEvents(vault.events());
    try (ChainedAuditTrail gated = another(events);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<AuditEvent> first = threads.submit(() -> gated.recordDurably(entry("first")));
      events.awaitAppend();
      List<Throwable> seen = new CopyOnWriteArrayList<>();
      Thread impatient =
          Thread.ofVirtual()
              .unstarted(
                  () -> {
                    try {
                      gated.recordDurably(entry("impatient"));
                    } catch (RuntimeException e) {
                      seen.add(e);
                    }
                  });
      impatient.start();
      await().until(() -> gated.waiting() == 1);
      impatient.interrupt();
      impatient.join();
      events.open();
      first.get();

      assertThat(seen).singleElement().isInstanceOf(UnavailableException.class);
    }
    assertThat(vault.recorded()).extracting(e -> e.entry().actor()).containsExactly("first");
  }

  private static int appendMany(Trail shared, boolean changes, int many) {
    for (int n = 0; n < many; n++) {
      AuditEntry entry = entry("actor " + n);
      if (changes) {
        InMemoryTransactions gate = shared.transactions();
        gate.write(
            tx -> {
              shared.trail().record(tx, entry);
              return true;
            });
      } else {
        shared.trail().recordDurably(entry);
      }
    }
    return many;
  }

  private ChainedAuditTrail another(AuditEvents events) {
    AuditChain chain = new AuditChain(NODE, events, Trail.authenticator());
    return new ChainedAuditTrail(chain, vault.transactions(), AuditExport.NONE, clock);
  }
}
