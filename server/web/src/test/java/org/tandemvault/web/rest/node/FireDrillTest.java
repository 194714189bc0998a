package org.tandemvault.web.rest.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEvent;
import org.tandemvault.core.identity.DrillUser;
import org.tandemvault.core.identity.User;
import org.tandemvault.core.node.DataAge;
import org.tandemvault.core.node.DatabaseServer;
import org.tandemvault.core.node.HaDirection;
import org.tandemvault.core.node.HaFinding;
import org.tandemvault.core.node.HaPeer;
import org.tandemvault.core.node.HaProof;
import org.tandemvault.core.node.HaState;
import org.tandemvault.core.node.HaStatus;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.MovableClock;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.ReadOnlyNodeException;
import org.tandemvault.core.shared.TooManyAttemptsException;
import org.tandemvault.web.rest.TestVault;

final class FireDrillTest {

  private final MovableClock clock = MovableClock.atNoon();
  private final TestVault primary = new TestVault(clock);
  private final TestVault standby = primary.standby();

  @BeforeEach
  void make() {
    primary.drillCanary.ensure();
  }

  @Test
  void theStandbyProvesThatPeopleCouldSignInAndReveal() {
    int before = primary.recorded().size();

    HaProof proof = standby.drill.run();

    assertThat(proof.ok()).as(proof.summary()).isTrue();
    assertThat(proof.node()).isEqualTo(standby.node.id());
    assertThat(proof.summary()).contains("second factor", "canary");
    assertThat(standby.recorded())
        .extracting(event -> event.entry().action())
        .contains(
            AuditAction.SIGN_IN, AuditAction.REVEAL, AuditAction.SIGN_OUT, AuditAction.HA_DRILL);
    assertThat(primary.recorded()).hasSize(before);
    assertThat(standby.drilled).containsExactly(proof);
  }

  @Test
  void theProofIsOnRecordWithItsTime() {
    HaProof proof = standby.drill.run();

    AuditEvent last = standby.recorded().getLast();
    assertThat(last.entry().action()).isEqualTo(AuditAction.HA_DRILL);
    assertThat(last.at()).isEqualTo(proof.at());
    assertThat(last.entry().reason()).isEqualTo(proof.summary());
  }

  @Test
  void everyNodeFindsTheNewestProof() {
    assertThat(primary.drillRecords.newest(clock.instant())).isEmpty();
    standby.drill.run();
    clock.move(Duration.ofHours(1));
    HaProof newest = standby.drill.run();

    assertThat(primary.drillRecords.newest(clock.instant())).contains(newest);
    assertThat(primary.drillRecords.newest(clock.instant().plus(Duration.ofDays(40)))).isEmpty();
  }

  @Test
  void noSecretIsOnRecord() {
    standby.drill.run();

    assertThat(standby.drillCode("canary in the vault")).isNotBlank();
    assertThat(standby.recorded().toString())
        .contains("HA_DRILL")
        .doesNotContain(standby.drillCode("password of the user"))
        .doesNotContain(standby.drillCode("canary in the vault"));
  }

  @Test
  void twoDrillsWithinAMomentWorkAndAThirdMustWait() {
    assertThat(standby.drill.run().ok()).isTrue();
    assertThat(standby.drill.run().ok()).isTrue();

    assertThatThrownBy(standby.drill::run).isInstanceOf(TooManyAttemptsException.class);

    clock.move(Duration.ofMinutes(1));
    assertThat(standby.drill.run().ok()).isTrue();
  }

  @Test
  void aDrillWithoutItsCanaryFailsAndSaysWhatToDo() {
    HaProof proof = new TestVault(clock).standby().drill.run();

    assertThat(proof.ok()).isFalse();
    assertThat(proof.summary()).contains("not here", "Start the primary again");
  }

  @Test
  void aUserThatWasDisabledFailsTheDrill() {
    primary.store.write(
        tx -> {
          var users = primary.store.users;
          var user = users.findByName(tx, DrillUser.NAME).orElseThrow();
          users.update(
              tx,
              new User(
                  user.id(),
                  user.name(),
                  user.displayName(),
                  user.email(),
                  user.roles(),
                  false,
                  user.secondFactor(),
                  user.mustChangePassword(),
                  user.createdAt(),
                  user.updatedAt(),
                  user.version() + 1));
        });

    HaProof proof = standby.drill.run();

    assertThat(proof.ok()).isFalse();
    assertThat(proof.summary()).contains("could not sign in");
    assertThat(standby.drilled).hasSize(1);
  }

  @Test
  void oldDataFailTheDrillThoughSigningInWorks() {
    standby.dataAge.set(now -> new DataAge.Age(now.minusSeconds(300), 300));

    HaProof proof = standby.drill.run();

    assertThat(proof.ok()).isFalse();
    assertThat(proof.summary()).contains("300 s old").doesNotContain("canary");
  }

  @Test
  void clocksApartAndCertificatesAtTheirEndFailTheDrill() {
    standby.haStatus.set(status(95, Optional.of(clock.instant().plus(Duration.ofDays(3)))));

    HaProof proof = standby.drill.run();

    assertThat(proof.ok()).isFalse();
    assertThat(proof.summary())
        .contains("+95.0 s", "NTP", "certificate of node test ends at", "make a new one");
  }

  @Test
  void aGoodPeerIsPartOfTheProof() {
    standby.haStatus.set(status(0.2, Optional.of(clock.instant().plus(Duration.ofDays(300)))));

    assertThat(standby.drill.run().summary()).contains("clock of node test +0.2 s", "until");
  }

  @Test
  void aPrimaryMakesNoDrillAndAStandbyMakesNoCanary() {
    assertThatThrownBy(primary.drill::run)
        .isInstanceOfSatisfying(
            ConflictException.class, e -> assertThat(e.code()).isEqualTo("not-a-standby"));
    assertThatThrownBy(standby.drillCanary::ensure).isInstanceOf(ReadOnlyNodeException.class);
  }

  @Test
  void whatIsThereIsNotMadeAgain() {
    int before = primary.recorded().size();

    primary.drillCanary.ensure();

    assertThat(primary.recorded()).hasSize(before);
    assertThat(
            primary
                .store
                .read(tx -> primary.store.users.page(tx, DrillUser.NAME, PageRequest.first()))
                .items())
        .hasSize(1);
  }

  private HaStatus status(double clockAhead, Optional<Instant> certificateEnds) {
    Instant now = clock.instant();
    var direction = new HaDirection(HaFinding.alive(now), 0, List.of());
    var peer =
        new HaPeer(
            new NodeId("test"),
            NodeRole.PRIMARY,
            TestVault.PRIMARY,
            HaFinding.alive(now),
            direction,
            direction,
            new HaPeer.Facts(
                Optional.of(now), Optional.of(now), clockAhead, certificateEnds, true));
    return new HaStatus(
        standby.node,
        HaState.ALIVE,
        HaState.ALIVE,
        Optional.of(now),
        "",
        List.of(peer),
        new DatabaseServer("PostgreSQL", "18.6", true),
        Optional.empty());
  }
}
