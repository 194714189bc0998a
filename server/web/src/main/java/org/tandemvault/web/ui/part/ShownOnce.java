package org.tandemvault.web.ui.part;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.tandemvault.crypto.Secret;

/**
 * Shows a secret that can't be shown again: a first password, an API token. The text goes straight
 * to the browser and leaves it when the dialog closes.
 */
public final class ShownOnce extends Dialog {

  /**
   * @param secret is closed here
   */
  public ShownOnce(String title, String text, Secret secret) {
    addClassName("editor");
    setHeaderTitle(title);
    setCloseOnOutsideClick(false);
    setCloseOnEsc(false);
    var value = new Span();
    value.addClassName("secret");
    value.getElement().setAttribute("data-part", "value");
    var box = new Div(value);
    box.addClassName("secret-box");
    try (secret) {
      value.getElement().executeJs("this.textContent = $0", Plaintext.shown(secret));
    }
    var copy = new Button("Copy", VaadinIcon.COPY_O.create());
    copy.addClickListener(
        e ->
            box.getElement()
                .executeJs("return window.tandemVault.copyShown(this, 0)")
                .then(Boolean.class, ShownOnce::tell));
    var close = new Button("I have kept it", e -> close());
    close.addThemeVariants(ButtonVariant.PRIMARY);
    add(new Paragraph(text), box);
    getFooter().add(copy, close);
  }

  private static void tell(boolean copied) {
    if (copied) {
      Notices.done("Copied.");
    } else {
      Notices.wrong("The browser does not let this page use the clipboard. Write it down instead.");
    }
  }
}
