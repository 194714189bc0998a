package org.tandemvault.web.ui.profile;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import org.tandemvault.core.identity.OwnAccount;
import org.tandemvault.web.ui.part.Badge;
import org.tandemvault.web.ui.session.UserSession;

/** Tells whether one has a second factor, and leads to setting it up, replacing or removing it. */
final class SecondFactorCard extends Div {

  private final UserSession session;
  private final OwnAccount own;
  private final SecondFactorDesk desk;

  SecondFactorCard(UserSession session, OwnAccount own) {
    this.session = session;
    this.own = own;
    this.desk = new SecondFactorDesk(session, own, this::show);
    addClassNames("card", "stack");
    show();
  }

  private void show() {
    removeAll();
    boolean enrolled = own.me(session.caller()).secondFactor();
    add(new H2("Second factor"));
    if (enrolled) {
      showOn();
    } else {
      showOff();
    }
  }

  private void showOn() {
    boolean demanded = own.needsSecondFactor(session.caller());
    var replace = new Button("Replace", e -> desk.askToReplace());
    var remove = new Button("Remove", e -> desk.askToRemove());
    remove.addThemeVariants(ButtonVariant.ERROR);
    remove.setVisible(!demanded);
    var buttons = new Div(replace, remove);
    buttons.addClassName("buttons");
    buttons.setVisible(!session.isReadOnly());
    add(
        new Badge("on", Badge.Tone.GOOD),
        new Paragraph(
            "Signing in asks for a code of your authenticator app."
                + (demanded ? " Your administrator demands it." : "")),
        buttons);
  }

  private void showOff() {
    var enrol = new Button("Set up", e -> desk.askToEnrol());
    enrol.addThemeVariants(ButtonVariant.PRIMARY);
    enrol.setVisible(!session.isReadOnly());
    add(
        new Badge("off", Badge.Tone.WARN),
        new Paragraph(
            "A code from an authenticator app at each sign-in: a stolen password alone is then"
                + " worth nothing."),
        enrol);
  }
}
