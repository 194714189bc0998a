package org.tandemvault.web.ui;

import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import java.util.stream.Collectors;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.web.ui.profile.ProfileView;
import org.tandemvault.web.ui.session.UserSession;

/** The menu behind the user's initials: profile, colours, sign out. */
final class UserMenu extends MenuBar {

  UserMenu(UserSession session, Caller caller) {
    addThemeVariants(MenuBarVariant.LUMO_TERTIARY_INLINE);
    addClassName("user-menu");
    var avatar = new Avatar(caller.name());
    MenuItem root = addItem(avatar);
    root.setAriaLabel("User menu of " + caller.name());
    SubMenu menu = root.getSubMenu();
    menu.addItem(who(caller)).setEnabled(false);
    menu.addSeparator();
    menu.addItem("Profile", e -> getUI().ifPresent(ui -> ui.navigate(ProfileView.class)));
    SubMenu colours = menu.addItem("Colours").getSubMenu();
    colours.addItem("Light", e -> paint("light"));
    colours.addItem("Dark", e -> paint("dark"));
    colours.addItem("As the system", e -> paint("system"));
    menu.addItem("About", e -> getUI().ifPresent(ui -> ui.navigate(AboutView.class)));
    menu.addSeparator();
    menu.addItem("Sign out", e -> signOut(session));
  }

  private void paint(String choice) {
    getElement().executeJs("window.tandemVault.paint($0)", choice);
  }

  private void signOut(UserSession session) {
    session.signOut();
    getUI()
        .ifPresent(
            ui -> {
              ui.getPage().setLocation("/login?note=out");
              ui.getSession().close();
            });
  }

  private static Div who(Caller caller) {
    var name = new Span(caller.name());
    name.addClassName("strong");
    var roles =
        new Span(
            caller.roles().stream().map(Role::word).sorted().collect(Collectors.joining(", ")));
    roles.addClassName("quiet");
    var who = new Div(name, roles);
    who.addClassName("user-menu-who");
    return who;
  }
}
