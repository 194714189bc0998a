package org.tandemvault.web.ui.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.identity.Role;
import org.tandemvault.web.ui.FakeHa;
import org.tandemvault.web.ui.House;
import org.tandemvault.web.ui.ReadOnlyPage;
import org.tandemvault.web.ui.StandbyPageTest;
import org.tandemvault.web.ui.admin.FoldersView;
import org.tandemvault.web.ui.admin.GroupsView;
import org.tandemvault.web.ui.admin.PoliciesView;
import org.tandemvault.web.ui.admin.SettingsView;
import org.tandemvault.web.ui.admin.UsersView;
import org.tandemvault.web.ui.part.RowMenu;
import org.tandemvault.web.ui.profile.ProfileView;
import org.tandemvault.web.ui.session.PasswordChangeView;
import org.tandemvault.web.ui.session.SignInView;
import org.tandemvault.web.ui.session.UsePrimaryView;
import org.tandemvault.web.ui.vault.VaultView;

/** The pages of a standby that serves in emergencies. */
final class StandbyPagesTest extends StandbyPageTest {

  private static final List<String> CHANGES =
      List.of(
          "New resource",
          "Edit",
          "Delete",
          "Share",
          "Add account",
          "New folder",
          "New user",
          "New group",
          "New policy",
          "Save settings",
          "Change password",
          "Set up",
          "New token");

  @Test
  void everyPageSaysThatItIsReadOnlySinceWhenAndHowOldTheDataAre() {
    signIn("ada");
    for (Class<? extends Component> page : List.of(VaultView.class, UsersView.class)) {
      navigate(page);
      assertThat(shows("Read-only standby, emergency access")).isTrue();
      assertThat(shows("The primary has been out of reach since 13:00:00.")).isTrue();
      assertThat(shows("Data as of 13:00:00, 8 s behind.")).isTrue();
    }
  }

  @Test
  void theBannerKeepsItselfUpToDateWithoutUsingTheSession() {
    signIn("ada");
    navigate(VaultView.class);

    for (int i = 0; i < 40; i++) {
      house.tasks.pass(Duration.ofSeconds(3));
      roundTrip();
    }
    assertThat(shows("Data as of 13:00:00, 2 min behind.")).isTrue();

    house.ha.peerAlive(now());
    house.tasks.pass(Duration.ofSeconds(3));
    roundTrip();
    assertThat(shows("The primary is alive; changes are made there.")).isTrue();
    assertThat(shows("Go to the primary")).isTrue();
  }

  @Test
  void theSignInPageSaysItToo() {
    navigate(SignInView.class);

    assertThat(shows("Read-only standby, emergency access")).isTrue();
  }

  @Test
  void noPageOffersAChange() {
    signIn("ada");
    navigate("resources/" + resource.text(), VaultView.class);
    offersNoChange();
    assertThat(button("Who has access")).isNotNull();
    for (Class<? extends Component> page :
        List.of(
            FoldersView.class,
            UsersView.class,
            GroupsView.class,
            PoliciesView.class,
            SettingsView.class,
            ProfileView.class)) {
      navigate(page);
      offersNoChange();
    }
  }

  @Test
  void settingsAreForReadingOnly() {
    signIn("ada");
    navigate(SettingsView.class);

    assertThat(find(IntegerField.class).all()).allMatch(IntegerField::isReadOnly);
  }

  @Test
  void theImportIsNeitherInTheMenuNorOpen() {
    signIn("ada");
    navigate(VaultView.class);
    assertThat(entries()).doesNotContain("Import").contains("Export", "High Availability");

    navigate("import", ReadOnlyPage.class);
    assertThat(shows("Do it on the primary, " + FakeHa.PRIMARY)).isTrue();
  }

  @Test
  void whileThePrimaryLivesPeopleAreSentThereWithTheReason() {
    house.ha.peerAlive(now());

    navigate("resources/" + resource.text(), UsePrimaryView.class);

    assertThat(shows("and the primary is alive")).isTrue();
    assertThat(find(Anchor.class).single().getHref())
        .isEqualTo(FakeHa.PRIMARY + "/resources/" + resource.text() + "?note=standby");
    assertThat(shows("You are taken there in 4 seconds")).isTrue();
  }

  @Test
  void whoWasSentHereByAStandbyIsNotSentOn() {
    house.ha.peerAlive(now());

    openFromStandby("login");

    assertThat(shows("the address of the primary leads to a standby")).isTrue();
    assertThat(shows("You are taken there")).isFalse();
  }

  @Test
  void whoTypesTheirPasswordAsThePrimaryComesBackIsSentThere() {
    navigate(SignInView.class);
    house.ha.peerAlive(now());

    submit("ada", House.PASSWORD);

    assertThat(getCurrentView()).isInstanceOf(UsePrimaryView.class);
    assertThat(session.current()).isEmpty();
  }

  @Test
  void aSessionOfTheEmergencyLivesOnUntilSignOut() {
    signIn("ada");
    house.ha.peerAlive(now());

    assertThat(navigate(VaultView.class)).isNotNull();
    assertThat(shows("The primary is alive")).isTrue();

    session.signOut();
    navigate("", UsePrimaryView.class);
    assertThat(getCurrentView()).isInstanceOf(UsePrimaryView.class);
  }

  @Test
  void whoStillHasAGivenPasswordIsToldWhereToChangeIt() {
    primary.newcomer("fred", Role.USER);
    navigate(SignInView.class);
    submit("fred", "first-" + House.PASSWORD);

    navigate("", PasswordChangeView.class);

    assertThat(shows("Change your password on the primary")).isTrue();
    assertThat(find(PasswordField.class).exists()).isFalse();
    press("Sign out");
    assertThat(session.current()).isEmpty();
  }

  @Test
  void aLockedNameIsUnlockedHere() {
    primary.person("ben", Role.USER);
    for (int i = 0; i < 5; i++) {
      navigate(SignInView.class);
      submit("ben", "wrong");
    }
    signIn("ada");
    navigate(UsersView.class);
    roundTrip();

    assertThat(house.users.locked(ben())).isTrue();
    assertThat(offersInRows()).contains("Unlock");
    house.users.unlock(ada, ben().id());

    assertThat(house.users.locked(ben())).isFalse();
  }

  private org.tandemvault.core.identity.User ben() {
    return house
        .users
        .list(ada, "ben", org.tandemvault.core.shared.PageRequest.first())
        .items()
        .getFirst();
  }

  private void offersNoChange() {
    roundTrip();
    assertThat(find(Button.class).all().stream().filter(Button::isVisible).map(Button::getText))
        .doesNotContainAnyElementsOf(CHANGES);
    assertThat(offersInRows())
        .doesNotContainAnyElementsOf(CHANGES)
        .doesNotContain("New password", "Reset password", "Disable", "Rename or move");
  }

  /** What the rows of all lists offer. */
  private List<String> offersInRows() {
    var offers = new ArrayList<String>();
    for (Grid<?> grid : find(Grid.class).all()) {
      List<? extends Grid.Column<?>> shown =
          grid.getColumns().stream().filter(Component::isVisible).toList();
      for (int column = 0; column < shown.size(); column++) {
        if (shown.get(column).getRenderer() instanceof ComponentRenderer<?, ?>) {
          for (int row = 0; row < test(grid).size(); row++) {
            offers(test(grid).getCellComponent(row, column), offers);
          }
        }
      }
    }
    return offers;
  }

  private static void offers(Component cell, List<String> offers) {
    if (cell instanceof RowMenu menu) {
      offers.addAll(menu.offers());
    }
    if (cell != null) {
      cell.getChildren().forEach(child -> offers(child, offers));
    }
  }

  private List<String> entries() {
    return find(SideNav.class).all().stream()
        .flatMap(nav -> nav.getItems().stream())
        .map(SideNavItem::getLabel)
        .toList();
  }

  private void submit(String name, String password) {
    test(find(TextField.class).withLabel("User name").single()).setValue(name);
    test(find(PasswordField.class).withLabel("Password").single()).setValue(password);
    press("Sign in");
  }
}
