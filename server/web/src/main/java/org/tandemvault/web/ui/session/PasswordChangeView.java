package org.tandemvault.web.ui.session;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** Shown before anything else to those whose password was given to them. */
@Route(value = "change-password", autoLayout = false)
@PageTitle("Choose a password · Tandem Vault")
@Dependent
public class PasswordChangeView extends Main {

  @Inject
  public PasswordChangeView(UserSession session, PasswordChange change) {
    addClassName("entry");
    var why =
        new Paragraph(
            "You signed in with a password that somebody else has seen. Choose one that only you"
                + " know; then the vault opens.");
    why.addClassName("entry-message");
    var save =
        new Button(
            "Change password and go on",
            e -> {
              if (change.submit()) {
                getUI().ifPresent(ui -> ui.getPage().setLocation("/"));
              }
            });
    save.addThemeVariants(ButtonVariant.PRIMARY);
    save.addClickShortcut(Key.ENTER).setResetFocusOnActiveElement(true);
    var out =
        new Button(
            "Sign out",
            e -> {
              session.signOut();
              getUI().ifPresent(ui -> ui.getPage().setLocation("/login?note=out"));
            });
    out.addThemeVariants(ButtonVariant.TERTIARY);
    change.focus();
    add(EntryCard.of("Choose your own password", why, change, save, out));
  }
}
