package org.tandemvault.web.ui.vault;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.ShortcutRegistration;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Duration;
import org.tandemvault.core.resource.Revealed;
import org.tandemvault.web.ui.part.FormErrors;
import org.tandemvault.web.ui.part.Plaintext;
import org.tandemvault.web.ui.part.UiTasks;

/**
 * Shows a password for a while.
 *
 * <p>Asks for a reason first where one is needed. The plaintext goes straight to the browser and is
 * in no component here; it leaves the page when the time is over, by the browser's clock and by the
 * server's, whichever is first.
 */
final class RevealDialog extends Dialog {

  private final Desk desk;
  private final RevealedAccount asked;
  private final boolean needsReason;
  private final FormErrors errors = new FormErrors();
  private final TextField reason = new TextField("Reason");
  private final TextField ticket = new TextField("Ticket (optional)");
  private final Div question = new Div();
  private final Div shown = new Div();
  private final Paragraph state = new Paragraph();
  private final Paragraph doubt = new Paragraph();
  private final Button reveal = new Button("Reveal", VaadinIcon.EYE.create(), e -> reveal());
  private final Button hide = new Button("Hide", VaadinIcon.EYE_SLASH.create(), e -> hide());
  private final Button copy = new Button("Copy", VaadinIcon.COPY_O.create(), e -> copy());
  private ShortcutRegistration enter;
  private UiTasks.Pending waiting = () -> {};

  RevealDialog(Desk desk, RevealedAccount asked) {
    this.desk = desk;
    this.asked = asked;
    this.needsReason = asked.needsReason(desk);
    addClassNames("editor", "reveal");
    setHeaderTitle(asked.name() + asked.version().map(v -> " (version " + v + ")").orElse(""));
    reveal.addThemeVariants(ButtonVariant.PRIMARY);
    enter = onEnter(reveal);
    getFooter().add(new Button("Close", e -> close()), copy, hide, reveal);
    buildQuestion();
    buildShown();
    doubt.addClassName("warning");
    doubt.getElement().setAttribute("role", "alert");
    var body = new Div(errors, question, shown, state, doubt);
    body.addClassName("stack");
    add(body);
    showHidden(needsReason ? "This password is given out for a reason only. It is audited." : "");
  }

  /** Opens it, and reveals at once where no reason is needed. */
  void start() {
    open();
    if (needsReason) {
      reason.focus();
    } else {
      reveal();
    }
  }

  /** Opens it for copying unseen. */
  void startCopy() {
    enter.remove();
    enter = onEnter(copy);
    open();
    reason.focus();
  }

  @Override
  protected void onDetach(DetachEvent event) {
    waiting.cancel();
    super.onDetach(event);
  }

  private ShortcutRegistration onEnter(Button button) {
    ShortcutRegistration made = button.addClickShortcut(Key.ENTER).listenOn(reason, ticket);
    made.setResetFocusOnActiveElement(true);
    return made;
  }

  private void buildQuestion() {
    reason.setRequiredIndicatorVisible(true);
    reason.setWidthFull();
    ticket.setWidthFull();
    errors.field("reason", reason).field("ticket", ticket);
    question.add(reason, ticket);
    question.addClassName("stack");
    question.setVisible(needsReason);
  }

  private void buildShown() {
    var value = new Span();
    value.addClassName("secret");
    value.getElement().setAttribute("data-part", "value");
    var left = new Span();
    left.addClassName("quiet");
    left.getElement().setAttribute("data-part", "left");
    shown.add(value, left);
    shown.addClassName("secret-box");
    shown.getElement().setAttribute("aria-label", "Password").setAttribute("role", "group");
    shown.getElement().addEventListener("vault-hidden", e -> showHidden("Hidden again."));
  }

  private void reveal() {
    errors.attempt(
        () -> {
          int seconds = desk.catalogue().settings().get().revealSeconds();
          var request = asked.request(reason.getValue(), ticket.getValue(), false);
          try (Revealed revealed =
              desk.catalogue().reveals().revealPlaintext(desk.caller(), request)) {
            shown
                .getElement()
                .executeJs(
                    "window.tandemVault.show(this, $0, $1)",
                    Plaintext.shown(revealed.password()),
                    seconds);
            showVisible(revealed, seconds);
          }
        });
  }

  private void copy() {
    errors.attempt(
        () ->
            new Clipboard(desk)
                .copy(this, asked.request(reason.getValue(), ticket.getValue(), true)));
  }

  private void hide() {
    shown.getElement().executeJs("window.tandemVault.hide(this)");
    showHidden("Hidden again.");
  }

  private void showVisible(Revealed revealed, int seconds) {
    question.setVisible(false);
    shown.setVisible(true);
    reveal.setVisible(false);
    hide.setVisible(true);
    var source = new RevealSource(revealed, desk);
    state.setText(source.text());
    warn(asked.version().isPresent() ? "" : source.warning());
    waiting.cancel();
    UI ui = UI.getCurrent();
    waiting = desk.tasks().after(Duration.ofSeconds(seconds), () -> ui.access(this::hide));
  }

  private void showHidden(String text) {
    waiting.cancel();
    shown.setVisible(false);
    question.setVisible(needsReason);
    hide.setVisible(false);
    reveal.setVisible(true);
    warn("");
    state.setText(text);
  }

  private void warn(String text) {
    doubt.setText(text);
    doubt.setVisible(!text.isEmpty());
  }
}
