package org.tandemvault.web.ui.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.User;
import org.tandemvault.core.identity.UserAdministration;
import org.tandemvault.web.ui.part.Badge;
import org.tandemvault.web.ui.part.Confirm;
import org.tandemvault.web.ui.part.CursorPages;
import org.tandemvault.web.ui.part.EmptyState;
import org.tandemvault.web.ui.part.FilterField;
import org.tandemvault.web.ui.part.Narrow;
import org.tandemvault.web.ui.part.Notices;
import org.tandemvault.web.ui.part.OpenTo;
import org.tandemvault.web.ui.part.PageFrame;
import org.tandemvault.web.ui.part.RowMenu;
import org.tandemvault.web.ui.part.ShownOnce;
import org.tandemvault.web.ui.part.TwoLines;
import org.tandemvault.web.ui.session.UserSession;

/** The people who may sign in. */
@Route("admin/users")
@PageTitle("Users · Tandem Vault")
@OpenTo({Role.ADMIN, Role.PASSWORD_ADMIN, Role.AUDITOR})
@Dependent
public class UsersView extends PageFrame {

  private final UserSession session;
  private final UserAdministration users;
  private final TextField filter = new FilterField("Start of a name", this::reload);
  private final Grid<User> grid = new Grid<>();
  private final Runnable reload;

  @Inject
  public UsersView(UserSession session, UserAdministration users) {
    super("Users");
    this.session = session;
    this.users = users;
    addActions(filter);
    if (mayEdit()) {
      var create = new Button("New user", VaadinIcon.PLUS.create());
      create.addThemeVariants(ButtonVariant.PRIMARY);
      create.addClickListener(e -> new UserForm(session, users, this::reload).create());
      addActions(create);
    }
    columns();
    grid.setEmptyStateComponent(
        new EmptyState(VaadinIcon.USER, "Nobody found", "No name starts like this."));
    reload = CursorPages.show(grid, page -> users.list(session.caller(), filter.getValue(), page));
    add(grid);
  }

  private void reload() {
    reload.run();
  }

  private boolean mayEdit() {
    return !session.isReadOnly() && session.caller().is(Role.ADMIN);
  }

  private void columns() {
    grid.addThemeVariants(GridVariant.NO_BORDER, GridVariant.LUMO_COMPACT);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.addClassName("fill");
    var summary =
        grid.addComponentColumn(
                u -> new TwoLines(u.name(), TwoLines.joined(u.displayName(), roles(u)), badges(u)))
            .setHeader("User");
    grid.addColumn(User::name).setHeader("Name").setTooltipGenerator(User::name);
    grid.addColumn(User::displayName)
        .setHeader("Display name")
        .setTooltipGenerator(User::displayName);
    grid.addColumn(User::email).setHeader("E-mail").setTooltipGenerator(User::email);
    grid.addColumn(UsersView::roles).setHeader("Roles").setTooltipGenerator(UsersView::roles);
    grid.addComponentColumn(this::badges).setHeader("State");
    List<Grid.Column<?>> always = new ArrayList<>();
    if (session.caller().is(Role.ADMIN)) {
      always.add(grid.addComponentColumn(this::menu).setHeader("").setWidth("56px").setFlexGrow(0));
    }
    Narrow.summarise(grid, summary, always);
  }

  private static String roles(User user) {
    return user.roles().stream().map(Role::word).sorted().collect(Collectors.joining(", "));
  }

  private Component badges(User user) {
    var box = new Div();
    box.addClassName("badges");
    if (!user.enabled()) {
      box.add(new Badge("disabled", Badge.Tone.BAD));
    } else if (users.locked(user)) {
      box.add(new Badge("locked", Badge.Tone.WARN));
    } else {
      box.add(new Badge("active", Badge.Tone.GOOD));
    }
    if (user.secondFactor()) {
      box.add(Badge.plain("2nd factor"));
    }
    if (user.mustChangePassword()) {
      box.add(Badge.plain("first password"));
    }
    return box;
  }

  private Component menu(User user) {
    if (session.isReadOnly() && !users.locked(user)) {
      return new Div();
    }
    var menu = new RowMenu(user.name());
    if (users.locked(user)) {
      menu.action("Unlock", () -> unlock(user));
    }
    if (mayEdit()) {
      addChanges(menu, user);
    }
    return menu;
  }

  private void addChanges(RowMenu menu, User user) {
    menu.action("Edit", () -> new UserForm(session, users, this::reload).edit(user.id()));
    menu.action("Reset password", () -> confirmReset(user));
    if (user.secondFactor()) {
      menu.danger("Remove second factor", () -> confirmSecondFactor(user));
    }
    if (user.enabled()) {
      menu.danger("Disable", () -> confirmDisable(user));
    }
  }

  private void unlock(User user) {
    users.unlock(session.caller(), user.id());
    Notices.done(user.name() + " may try to sign in again.");
    reload();
  }

  private void confirmReset(User user) {
    Confirm.danger(
        "Reset the password of " + user.name() + "?",
        "Their sessions end. They get a new first password, which you see once and hand over.",
        "Reset password",
        () -> {
          var secret = users.resetPassword(session.caller(), user.id());
          firstPassword(user.name(), secret);
          reload();
        });
  }

  static void firstPassword(String name, org.tandemvault.crypto.Secret secret) {
    new ShownOnce(
            "First password of " + name,
            "It is shown this once. Hand it over safely; "
                + name
                + " must change it at the first"
                + " sign-in.",
            secret)
        .open();
  }

  private void confirmSecondFactor(User user) {
    Confirm.danger(
        "Remove the second factor of " + user.name() + "?",
        "They can then sign in by password alone, until they enrol a new device. Do this only when"
            + " you know that it is they who ask.",
        "Remove",
        () -> {
          users.removeSecondFactor(session.caller(), user.id());
          Notices.done("The second factor of " + user.name() + " is removed.");
          reload();
        });
  }

  private void confirmDisable(User user) {
    Confirm.danger(
        "Disable " + user.name() + "?",
        "Their sessions and API tokens end at once. Shares stay, so that you can enable them again.",
        "Disable",
        () -> {
          users.disable(session.caller(), user.id(), OptionalLong.empty());
          Notices.done(user.name() + " is disabled.");
          reload();
        });
  }
}
