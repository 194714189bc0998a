package org.tandemvault.web.ui.session;

import com.vaadin.flow.component.Component;
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
    add(session.isReadOnly() ? onStandby(session) : form(session, change));
  }

  private static Component form(UserSession session, PasswordChange change) {
    var why =
        new Paragraph(
            "You signed in with a password that somebody else has seen. Choose one that only you"
                + " know; then the vault opens.");
    why.addClassName("entry-message");
    var save = new Button("Change password and go on");
    save.addClickListener(
        e -> {
          if (change.submit()) {
            save.getUI().ifPresent(ui -> ui.getPage().setLocation("/"));
          }
        });
    save.addThemeVariants(ButtonVariant.PRIMARY);
    save.addClickShortcut(Key.ENTER).setResetFocusOnActiveElement(true);
    change.focus();
    return EntryCard.of("Choose your own password", why, change, save, signOut(session));
  }

  /** A standby can't store a new password, and one that others have seen opens nothing. */
  private static Component onStandby(UserSession session) {
    var why =
        new Paragraph(
            "You still have the password that was given to you. It must be changed before the vault"
                + " opens, and that needs the primary; this is a read-only standby.");
    why.addClassName("entry-message");
    var what =
        new Paragraph(
            "Sign in on the primary as soon as it is back"
                + (session.primaryUrl().isEmpty() ? "" : ": " + session.primaryUrl())
                + ". If you need a password now, ask a colleague who has access.");
    return EntryCard.of("Change your password on the primary", why, what, signOut(session));
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
