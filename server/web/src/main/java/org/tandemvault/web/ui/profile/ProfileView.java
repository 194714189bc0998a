package org.tandemvault.web.ui.profile;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.stream.Collectors;
import org.tandemvault.core.identity.OwnAccount;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.User;
import org.tandemvault.web.ui.part.Notices;
import org.tandemvault.web.ui.part.PageFrame;
import org.tandemvault.web.ui.session.PasswordChange;
import org.tandemvault.web.ui.session.UserSession;

/** One's own user. */
@Route("profile")
@PageTitle("Profile · Tandem Vault")
@Dependent
public class ProfileView extends PageFrame {

  @Inject
  public ProfileView(
      UserSession session, OwnAccount own, PasswordChange password, TokenList tokens) {
    super("Profile");
    User me = own.me(session.caller());
    var left = new Div(card(new H2("You"), facts(me)));
    left.add(
        session.isReadOnly()
            ? card(
                new H2("Password"),
                new Paragraph(
                    "Your password, second factor and API tokens work here as well; they are"
                        + " changed on the primary."))
            : passwordCard(password));
    left.addClassName("stack");
    var right = new Div(new SecondFactorCard(session, own), tokens);
    right.addClassName("stack");
    var columns = new Div(left, right);
    columns.addClassName("columns");
    add(columns);
  }

  private static Component facts(User me) {
    var list = new DescriptionList();
    list.addClassName("facts");
    fact(list, "User name", me.name());
    fact(list, "Display name", me.displayName());
    fact(list, "E-mail", me.email());
    fact(
        list,
        "Roles",
        me.roles().stream().map(Role::word).sorted().collect(Collectors.joining(", ")));
    return list;
  }

  private static void fact(DescriptionList list, String name, String value) {
    list.add(
        new DescriptionList.Term(name),
        new DescriptionList.Description(value.isBlank() ? "–" : value));
  }

  private static Component passwordCard(PasswordChange password) {
    var save =
        new Button(
            "Change password",
            e -> {
              if (password.submit()) {
                Notices.done("Your password is changed. Your other sessions are ended.");
              }
            });
    save.addThemeVariants(ButtonVariant.PRIMARY);
    return card(new H2("Password"), password, save);
  }

  private static Component card(Component... content) {
    var card = new Div(content);
    card.addClassNames("card", "stack");
    return card;
  }
}
