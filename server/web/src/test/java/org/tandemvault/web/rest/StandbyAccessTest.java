package org.tandemvault.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEvent;
import org.tandemvault.web.rest.RestServer.Answer;

/** A standby that serves in an emergency only, which is the default. */
final class StandbyAccessTest {

  private TwoNodes nodes;

  @BeforeEach
  void start() {
    nodes = new TwoNodes();
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  @Test
  void signInIsSentToAPrimaryThatLives() {
    nodes.vault.primaryLives(true);
    usesPrimary(RestPerson.signIn(nodes.standby, "some-user", RestPerson.PASSWORD));
    usesPrimary(RestPerson.signIn(nodes.standby, "nobody", "wrong"));
    assertThat(recordedOnStandby(AuditAction.SIGN_IN)).isZero();
    assertThat(recordedOnStandby(AuditAction.SIGN_IN_REFUSED)).isZero();
  }

  @Test
  void readsByTokenAreSentToAPrimaryThatLives() {
    nodes.vault.primaryLives(true);
    RestPerson program = nodes.programOnStandby("user");
    usesPrimary(program.get("/resources"));
    usesPrimary(reveal(program));
    usesPrimary(RestPerson.withToken(nodes.standby, "of-the-primary").get("/resources"));
    assertThat(recordedOnStandby(AuditAction.REVEAL)).isZero();
  }

  @Test
  void aChangeIsCalledReadOnlyWhateverElseHolds() {
    nodes.vault.primaryLives(true);
    Answer answer = nodes.programOnStandby("admin").post("/folders", "{\"name\":\"x\"}");
    assertThat(answer.outcome()).isEqualTo("409 read-only-node");
    assertThat(answer.text("primary")).isEqualTo(TestVault.PRIMARY);
  }

  @Test
  void theStateOfTheNodesIsToldAlways() {
    nodes.vault.primaryLives(true);
    assertThat(nodes.programOnStandby("auditor").get("/ha").text("role")).isEqualTo("standby");
  }

  @Test
  void inAnEmergencyTokensAndPeopleAreServed() {
    assertThat(reveal(nodes.programOnStandby("user")).text("password")).isEqualTo("hunter2");
    assertThat(reveal(nodes.onStandby("user")).text("password")).isEqualTo("hunter2");
  }

  @Test
  void aSessionOfTheEmergencyLivesOnWhenThePrimaryIsBack() {
    RestPerson person = nodes.onStandby("user");
    nodes.vault.primaryLives(true);
    assertThat(reveal(person).status()).isEqualTo(200);
    assertThat(person.delete("/sessions/current").status()).isEqualTo(204);
    usesPrimary(person.get("/resources"));
  }

  @Test
  void aStandbyThatServesAlwaysDoesSoBesideALivingPrimary() {
    nodes.vault.always().primaryLives(true);
    try (var server = RestServer.of(nodes.vault)) {
      assertThat(RestPerson.of(server, "some-user").get("/resources").status()).isEqualTo(200);
    }
  }

  @Test
  void aRevealTellsHowOldItIsAndIsOnTheStandbysOwnRecord() {
    Answer answer = reveal(nodes.onStandby("password-admin"));
    assertThat(answer.json().get("lagSeconds").asLong()).isEqualTo(3);
    assertThat(Instant.parse(answer.text("asOf"))).isBefore(Instant.now().minusSeconds(2));
    assertThat(answer.text("node")).isEqualTo("test-standby");
    assertThat(recordedOnStandby(AuditAction.REVEAL)).isEqualTo(1);
  }

  @Test
  void anExportWithSecretsIsOnRecordAsARevealOfEach() {
    Answer csv = nodes.onStandby("user").get("/export?secrets=true");
    assertThat(csv.text()).contains("hunter2").contains("in the rack");
    assertThat(recordedOnStandby(AuditAction.EXPORT)).isEqualTo(1);
    assertThat(recordedOnStandby(AuditAction.REVEAL)).isEqualTo(1);
  }

  @Test
  void notesHistoryAndAuditAreReadThere() {
    RestPerson user = nodes.onStandby("user");
    String account = "/accounts/" + nodes.ids.get("accounts");
    assertThat(user.get(account).text("notes")).isEqualTo("in the rack");
    assertThat(user.get(account + "/history").json().get("items")).hasSize(1);
    assertThat(nodes.onStandby("auditor").get("/audit/verify").json().get("ok").asBoolean())
        .isTrue();
  }

  @Test
  void whoStillHasAGivenPasswordIsToldThatOnlyThePrimaryTakesANewOne() {
    String first = RunningVault.first();
    Answer signedIn = RestPerson.signIn(nodes.standby, "newcomer", first);
    assertThat(signedIn.json().get("mustChangePassword").asBoolean()).isTrue();
    RestPerson newcomer = RestPerson.withToken(nodes.standby, signedIn.text("token"));

    Answer read = newcomer.get("/resources");
    assertThat(read.outcome()).isEqualTo("403 password-change-needed");
    assertThat(read.text("detail")).contains("read-only standby").contains(TestVault.PRIMARY);
    Answer change =
        newcomer.post(
            "/me/password",
            "{\"current\":\"%s\",\"next\":\"%s\"}".formatted(first, RestPerson.PASSWORD));
    assertThat(change.outcome()).isEqualTo("409 read-only-node");
    assertThat(newcomer.delete("/sessions/current").status()).isEqualTo(204);
  }

  @Test
  void lockOutHoldsOnTheStandbyAndAnAdminUnlocksThere() {
    for (int i = 0; i < 5; i++) {
      RestPerson.signIn(nodes.standby, "some-user", "wrong");
    }
    assertThat(RestPerson.signIn(nodes.standby, "some-user", RestPerson.PASSWORD).outcome())
        .isEqualTo("401 locked");
    RestPerson admin = nodes.onStandby("admin");
    String id = admin.get("/users?q=some-user").json().get("items").get(0).get("id").asText();

    assertThat(admin.post("/users/" + id + "/unlock").status()).isEqualTo(204);

    assertThat(RestPerson.signIn(nodes.standby, "some-user", RestPerson.PASSWORD).status())
        .isEqualTo(201);
  }

  private Answer reveal(RestPerson person) {
    return person.post("/accounts/" + nodes.ids.get("accounts") + "/reveal");
  }

  private static void usesPrimary(Answer answer) {
    assertThat(answer.outcome()).isEqualTo("409 use-primary");
    assertThat(answer.text("primary")).isEqualTo(TestVault.PRIMARY);
  }

  private long recordedOnStandby(AuditAction action) {
    return nodes.vault.recorded().stream()
        .map(AuditEvent::entry)
        .filter(entry -> entry.action() == action)
        .count();
  }
}
