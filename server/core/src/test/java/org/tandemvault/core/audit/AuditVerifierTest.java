package org.tandemvault.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tandemvault.core.audit.Trail.NODE;
import static org.tandemvault.core.audit.Trail.entry;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.audit.AuditReport.NodeReport;
import org.tandemvault.core.node.LocalSession;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.Purpose;

final class AuditVerifierTest {

  private final Trail vault = Trail.create();

  @AfterEach
  void close() {
    vault.trail().close();
  }

  @Test
  void aVaultWithoutEventsIsGood() {
    AuditReport report = vault.verify();

    assertThat(report.ok()).isTrue();
    assertThat(report.nodes()).isEmpty();
  }

  @Test
  void aGoodChainIsToldFromFirstToHead() {
    List<AuditEvent> events = record(3);

    assertThat(onlyNode())
        .isEqualTo(new NodeReport(NODE, 1, 3, 3, 0, 0, 0, Optional.empty(), events.get(2).hash()));
  }

  @Test
  void aLongChainIsVerifiedInPieces() {
    record(2_500);

    assertThat(onlyNode().ok()).isTrue();
    assertThat(onlyNode().count()).isEqualTo(2_500);
  }

  @Test
  void aChangedEventIsBad() {
    List<AuditEvent> events = record(5);
    AuditEvent third = events.get(2);
    change(
        tx ->
            vault
                .events()
                .tamper(
                    tx,
                    new AuditEvent(
                        NODE, 3, third.at(), entry("mallory"), third.prevHash(), third.hash())));

    assertReport(onlyNode(), 0, 0, 1, Optional.of(3L));
  }

  @Test
  void aHashThatIsNoHashIsBad() {
    AuditEvent only = record(1).getFirst();
    change(
        tx ->
            vault
                .events()
                .tamper(
                    tx, new AuditEvent(NODE, 1, only.at(), only.entry(), only.prevHash(), "xyz")));

    assertReport(onlyNode(), 0, 0, 1, Optional.of(1L));
  }

  @Test
  void eventsThatChangedPlacesAreBad() {
    List<AuditEvent> events = record(4);
    change(
        tx -> {
          vault.events().tamper(tx, at(2, events.get(2)));
          vault.events().tamper(tx, at(3, events.get(1)));
        });

    assertThat(onlyNode().bad()).isEqualTo(3);
    assertThat(onlyNode().firstBad()).contains(2L);
  }

  @Test
  void anEventSignedWithTheKeyButLinkedElsewhereIsBad() {
    List<AuditEvent> events = record(3);
    ChainHasher hasher = new ChainHasher(Trail.authenticator());
    AuditEvent unlinked =
        hasher.link(NODE, new ChainHead(1, "f".repeat(64)), events.get(1).at(), entry("x"));
    change(tx -> vault.events().tamper(tx, unlinked));

    assertThat(onlyNode().bad()).isEqualTo(2);
    assertThat(onlyNode().firstBad()).contains(2L);
  }

  @Test
  void removedFirstEventsAreAGap() {
    record(5);
    change(
        tx -> {
          vault.events().cut(tx, NODE, 1);
          vault.events().cut(tx, NODE, 2);
        });

    assertReport(onlyNode(), 2, 0, 0, Optional.of(1L));
    assertThat(onlyNode().first()).isEqualTo(3);
    assertThat(onlyNode().count()).isEqualTo(3);
  }

  @Test
  void removedEventsInTheMiddleAreAGap() {
    record(5);
    change(tx -> vault.events().cut(tx, NODE, 3));

    assertReport(onlyNode(), 1, 0, 0, Optional.of(3L));
  }

  @Test
  void aDoubleIsCountedWhetherItIsGenuineOrNot() {
    List<AuditEvent> events = record(3);
    change(tx -> vault.events().duplicate(tx, events.get(1)));
    assertReport(onlyNode(), 0, 1, 0, Optional.of(2L));

    AuditEvent second = events.get(1);
    change(
        tx ->
            vault
                .events()
                .duplicate(
                    tx,
                    new AuditEvent(
                        NODE, 2, second.at(), entry("x"), second.prevHash(), second.hash())));
    assertReport(onlyNode(), 0, 1, 1, Optional.of(2L));
  }

  @Test
  void aDoubleWhereTwoPiecesMeetIsSeen() {
    List<AuditEvent> events = record(1_500);
    change(tx -> vault.events().duplicate(tx, events.get(999)));

    assertReport(onlyNode(), 0, 1, 0, Optional.of(1_000L));
  }

  @Test
  void aCutTailLooksWholeButItsHeadDiffersFromTheOneExported() {
    List<AuditEvent> events = record(5);
    change(tx -> vault.events().cut(tx, NODE, 5));

    assertThat(onlyNode().ok()).isTrue();
    assertThat(onlyNode().headHash()).isNotEqualTo(events.get(4).hash());
  }

  @Test
  void aChainOfAnotherKeyIsBadThroughout() {
    record(3);
    try (MasterKey other =
        MasterKey.ofBytes("another key of 32 bytes exactly!".getBytes(StandardCharsets.UTF_8))) {
      AuditVerifier verifier =
          new AuditVerifier(
              vault.transactions(), vault.events(), other.authenticator(Purpose.AUDIT_CHAIN));

      assertReport(verifier.verify().nodes().getFirst(), 0, 0, 3, Optional.of(1L));
    }
  }

  @Test
  void auditReadingFindsAndVerifies() {
    record(3);
    AuditReading reading =
        new AuditReading(
            vault.transactions(),
            vault.events(),
            new AuditVerifier(vault.transactions(), vault.events(), Trail.authenticator()));

    assertThat(reading.verify().ok()).isTrue();
    assertThat(reading.find(AuditQuery.ALL, PageRequest.first(2)).items()).hasSize(2);
  }

  private List<AuditEvent> record(int many) {
    return vault
        .trail()
        .recordAllDurably(IntStream.range(0, many).mapToObj(n -> entry("actor " + n)).toList());
  }

  private void change(Consumer<LocalSession> work) {
    vault
        .transactions()
        .local(
            tx -> {
              work.accept(tx);
              return true;
            });
  }

  private NodeReport onlyNode() {
    AuditReport report = vault.verify();
    assertThat(report.nodes()).hasSize(1);
    return report.nodes().getFirst();
  }

  private static AuditEvent at(long seq, AuditEvent event) {
    return new AuditEvent(NODE, seq, event.at(), event.entry(), event.prevHash(), event.hash());
  }

  private static void assertReport(
      NodeReport report, long gaps, long doubles, long bad, Optional<Long> firstBad) {
    assertThat(report.ok()).isFalse();
    assertThat(report.gaps()).as("gaps").isEqualTo(gaps);
    assertThat(report.doubles()).as("doubles").isEqualTo(doubles);
    assertThat(report.bad()).as("bad").isEqualTo(bad);
    assertThat(report.firstBad()).isEqualTo(firstBad);
  }
}
