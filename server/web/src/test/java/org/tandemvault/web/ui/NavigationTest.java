package org.tandemvault.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.identity.Role;
import org.tandemvault.web.ui.admin.HighAvailabilityView;
import org.tandemvault.web.ui.admin.SettingsView;
import org.tandemvault.web.ui.admin.UsersView;
import org.tandemvault.web.ui.vault.VaultView;

final class NavigationTest extends PageTest {

  @Test
  void usersSeeNoAdministration() {
    house.person("ben", Role.USER);
    signIn("ben");
    navigate(VaultView.class);

    assertThat(entries()).containsExactly("Passwords", "Generator", "Export");
  }

  @Test
  void auditorsSeeTheAuditAndNoSettings() {
    house.person("aud", Role.AUDITOR);
    signIn("aud");
    navigate(VaultView.class);

    assertThat(entries()).contains("Audit", "Users").doesNotContain("Settings", "Import");
  }

  @Test
  void adminsSeeAll() {
    house.person("ada", Role.ADMIN);
    signIn("ada");
    navigate(VaultView.class);

    assertThat(entries())
        .contains("Import", "Audit", "Users", "Groups", "Policies", "Settings")
        .contains("High Availability");
  }

  @Test
  void aDirectAddressIsRefusedPolitely() {
    house.person("ben", Role.USER);
    signIn("ben");

    navigate("admin/settings", RefusedPage.class);

    assertThat(shows("This page is not open to your role.")).isTrue();
    assertThat(find(SettingsView.class).exists()).isFalse();
  }

  @Test
  void anUnknownAddressIsTold() {
    house.person("ben", Role.USER);
    signIn("ben");

    navigate("nowhere", NoSuchPage.class);

    assertThat(shows("No such page")).isTrue();
  }

  @Test
  void aResourceThatOneMayNotSeeLooksLikeNone() {
    house.person("ben", Role.USER);
    var anna = house.person("anna", Role.PASSWORD_ADMIN);
    var hidden = house.rig.resource(anna, "hidden");
    signIn("ben");

    navigate("resources/" + hidden.text(), NoSuchThingPage.class);

    assertThat(shows("There is no resource " + hidden.text())).isTrue();
  }

  @Test
  void highAvailabilityIsToldAsNotConfigured() {
    house.person("ada", Role.ADMIN);
    signIn("ada");

    navigate(HighAvailabilityView.class);

    assertThat(shows("High Availability Status: Not configured")).isTrue();
    assertThat(shows("Replication Status: Not configured")).isTrue();
  }

  @Test
  void usersPageListsPeople() {
    house.person("ada", Role.ADMIN);
    signIn("ada");

    assertThat(navigate(UsersView.class)).isNotNull();
  }

  private List<String> entries() {
    return find(SideNav.class).all().stream()
        .flatMap(nav -> nav.getItems().stream())
        .map(SideNavItem::getLabel)
        .toList();
  }
}
