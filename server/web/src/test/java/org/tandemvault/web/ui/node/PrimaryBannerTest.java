package org.tandemvault.web.ui.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.QueryParameters;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.identity.Role;
import org.tandemvault.web.ui.PageTest;
import org.tandemvault.web.ui.vault.VaultView;

final class PrimaryBannerTest extends PageTest {

  @BeforeEach
  void somebody() {
    house.person("ben", Role.USER);
  }

  @Test
  void aPrimaryAloneSaysNothing() {
    signIn("ben");
    navigate(VaultView.class);

    assertThat(find(NodeBanner.class).exists()).isFalse();
    assertThat(house.tasks.pending()).isZero();
  }

  @Test
  void aPrimaryWhoseStandbyLivesSaysNothing() {
    house.ha.peerAlive(Instant.now());
    signIn("ben");
    navigate(VaultView.class);

    assertThat(find(NodeBanner.class).exists()).isFalse();
  }

  @Test
  void aPrimaryWhoseStandbyIsGoneSaysSo() {
    house.ha.peerLost(Instant.now());
    signIn("ben");
    navigate(VaultView.class);

    assertThat(shows("Standby node-2 is out of reach")).isTrue();
    assertThat(shows("If this node fails too, nobody can read passwords.")).isTrue();
  }

  @Test
  void whoComesFromAStandbyIsToldWhy() {
    openFromStandby();
    assertThat(shows("The standby sent you here: the primary is alive")).isTrue();

    signIn("ben");
    openFromStandby();
    assertThat(test(find(Notification.class).single()).getText())
        .startsWith("The standby sent you here: the primary is alive");
  }

  private static void openFromStandby() {
    UI.getCurrent().navigate("", QueryParameters.of("note", "standby"));
  }
}
