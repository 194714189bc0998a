package org.tandemvault.web.ui.profile;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.tandemvault.core.identity.OwnAccount;
import org.tandemvault.web.ui.session.EntryCard;
import org.tandemvault.web.ui.session.UserSession;

/** Shown before anything else to those of whom a second factor is demanded and who have none. */
@Route(value = "second-factor", autoLayout = false)
@PageTitle("Set up a second factor · Tandem Vault")
@Dependent
public class SecondFactorView extends Main {

  @Inject
  public SecondFactorView(UserSession session, OwnAccount own) {
    addClassName("entry");
    var why =
        new Paragraph(
            "Your administrator demands a second factor: a code from an authenticator app at each"
                + " sign-in. Set it up once; then the vault opens.");
    why.addClassName("entry-message");
    var desk =
        new SecondFactorDesk(
            session, own, () -> getUI().ifPresent(ui -> ui.getPage().setLocation("/")));
    var start = new Button("Set up", e -> desk.askToEnrol());
    start.addThemeVariants(ButtonVariant.PRIMARY);
    add(EntryCard.of("Set up a second factor", why, start, signOut(session)));
  }

  private static Component signOut(UserSession session) {
    var out = new Button("Sign out");
    out.addClickListener(
        e -> {
          session.signOut();
          out.getUI().ifPresent(ui -> ui.getPage().setLocation("/login?note=out"));
        });
    out.addThemeVariants(ButtonVariant.TERTIARY);
    return out;
  }
}
