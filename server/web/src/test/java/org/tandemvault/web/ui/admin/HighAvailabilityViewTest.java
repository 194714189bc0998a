package org.tandemvault.web.ui.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.User;
import org.tandemvault.core.identity.UserFields;
import org.tandemvault.core.node.HaProof;
import org.tandemvault.core.node.LagSample;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.web.ui.StandbyPageTest;

final class HighAvailabilityViewTest extends StandbyPageTest {

  @Test
  void theTwoLinesSayAliveInTheSeedsWords() {
    house.ha.peerAlive(now());
    open();

    assertThat(shows("High Availability Status: Alive")).isTrue();
    assertThat(shows("Replication Status: Alive")).isTrue();
    assertThat(shows("What to do")).isFalse();
  }

  @Test
  void whatThisNodeNeedsIsAskedForWhetherThePeerIsAliveOrNot() {
    house.ha.asks("This node needs the new master key file.");
    open();
    assertThat(shows("This node needs the new master key file.")).isTrue();

    house.ha.peerAlive(now());
    house.tasks.pass(Duration.ofSeconds(2));
    roundTrip();
    assertThat(shows("High Availability Status: Alive")).isTrue();
    assertThat(shows("This node needs the new master key file.")).isTrue();

    house.ha.asks("");
    house.tasks.pass(Duration.ofSeconds(2));
    roundTrip();
    assertThat(shows("This node needs")).isFalse();
  }

  @Test
  void whatFailedSaysSinceWhenWhyAndWhatToDo() {
    open();

    assertThat(shows("High Availability Status: Failed")).isTrue();
    assertThat(shows("Replication Status: Failed")).isTrue();
    assertThat(shows("since 13:00:00")).isTrue();
    assertThat(shows("Why: It has not answered for 8 s.")).isTrue();
    assertThat(shows("What to do: Look whether the node runs.")).isTrue();
  }

  @Test
  void eachDirectionTellsItsLagAndDrawsTheLastHour() {
    open();

    assertThat(shows("From node-2 (here) to node-1")).isTrue();
    assertThat(shows("From node-1 to node-2 (here)")).isTrue();
    assertThat(shows("8.0 s behind")).isTrue();
    assertThat(find(LagPicture.class).all())
        .hasSize(2)
        .allMatch(picture -> drawing(picture).contains("most 1.8 s at"));
  }

  @Test
  void thePageKeepsItselfUpToDate() {
    open();
    house.ha.peerAlive(now());
    house.tasks.pass(Duration.ofSeconds(2));
    roundTrip();

    assertThat(shows("High Availability Status: Alive")).isTrue();
  }

  @Test
  void anOpenPageKeepsNoSessionAliveAndShowsNothingOnceItIsOver() {
    open();
    house.tasks.pass(Duration.ofMinutes(29));
    roundTrip();
    assertThat(shows("High Availability Status: Failed")).isTrue();

    house.tasks.pass(Duration.ofMinutes(2));
    roundTrip();

    assertThat(shows("High Availability Status")).isFalse();
    assertThat(find(Button.class).withText("Test now").exists()).isFalse();
    assertThat(session.current()).isEmpty();
  }

  @Test
  void whoLostTheRoleTestsNothing() {
    Caller eve = primary.person("eve", Role.ADMIN);
    open();
    User now = primary.users.get(eve, ada.id());
    var fields = new UserFields(now.name(), now.displayName(), "", Set.of(Role.USER), true);
    primary.users.update(eve, now.id(), fields, now.version());
    house.rig.clock.move(Duration.ofSeconds(6));

    press("Test now");
    roundTrip();

    assertThat(shows("It does not answer.")).isFalse();
    assertThat(shows("High Availability Status")).isFalse();
  }

  @Test
  void peersDatabaseAndCertificateAreTold() {
    open();

    assertThat(shows("Node node-1")).isTrue();
    assertThat(shows("PostgreSQL 18.6")).isTrue();
    assertThat(shows("TLS, valid until")).isTrue();
    assertThat(shows("Key last proven")).isTrue();
  }

  @Test
  void theLastDrillIsTold() {
    open();
    assertThat(shows("None is on record here yet.")).isTrue();

    house.ha.drilled(
        new HaProof(
            new NodeId("node-2"), now().minus(Duration.ofHours(3)), true, "Signed in. Revealed."));
    house.tasks.pass(Duration.ofSeconds(2));
    roundTrip();

    assertThat(shows("Last proven emergency access: 3 hours ago, on node-2")).isTrue();
  }

  @Test
  void aTestIsRunAtOnceAndTold() {
    open();

    press("Test now");
    roundTrip();

    assertThat(shows("It does not answer.")).isTrue();
    assertThat(button("Test now").isEnabled()).isTrue();
  }

  @Test
  void theStepsToSetItUpAreShown() {
    open();

    press("Show set-up steps");

    assertThat(shows("bin/ConfigureReplication.sh setup")).isTrue();
  }

  @Test
  void auditorsSeeItAndUsersDoNot() {
    primary.person("aud", Role.AUDITOR);
    signIn("aud");
    navigate(HighAvailabilityView.class);
    assertThat(shows("High Availability Status: Failed")).isTrue();
    assertThat(find(Button.class).withText("Test now").exists()).isTrue();
  }

  @Test
  void aPictureLeavesAGapWhereNothingWasMeasured() {
    var samples =
        List.of(
            new LagSample(now().minusSeconds(600), 1),
            new LagSample(now().minusSeconds(590), 1),
            new LagSample(now().minusSeconds(60), 30),
            new LagSample(now().minusSeconds(50), 30));
    var picture = new LagPicture("Lag", samples, now());

    String line = drawing(picture).split("lag-line", -1)[1];
    assertThat(line.substring(0, line.indexOf('>')).chars().filter(c -> c == 'M')).hasSize(2);
    assertThat(drawing(picture)).contains("most 30 s at");
  }

  private static String drawing(LagPicture picture) {
    return picture
        .getChildren()
        .flatMap(Component::getChildren)
        .map(child -> child.getElement().getProperty("innerHTML", ""))
        .filter(html -> !html.isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private void open() {
    signIn("ada");
    navigate(HighAvailabilityView.class);
  }
}
