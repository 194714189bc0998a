package org.tandemvault.web.ui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;

/**
 * A dialog with a form. It closes when saving went well; else the form says why not and everything
 * typed stays.
 */
public final class Editor extends Dialog {

  private final FormErrors errors;
  private final Div lostRace = new Div();
  private final Button save;

  /**
   * @param title names the thing
   * @param verb on the button that saves
   */
  public Editor(String title, String verb, FormErrors errors, Component... form) {
    this.errors = errors;
    this.save = new Button(verb);
    addClassName("editor");
    setHeaderTitle(title);
    setCloseOnOutsideClick(false);
    setModality(com.vaadin.flow.component.ModalityMode.STRICT);
    lostRace.addClassName("lost-race");
    lostRace.setVisible(false);
    var body = new Div(errors, lostRace);
    body.add(form);
    body.addClassName("stack");
    add(body);
    save.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(new Button("Cancel", e -> close()), save);
  }

  /** What saving does; exceptions are shown by the form. */
  public Editor onSave(Runnable action) {
    save.addClickListener(e -> save(action));
    return this;
  }

  /**
   * Offers both ways out when somebody else saved first.
   *
   * @param load fills the form with what is stored now
   * @param adopt takes the stored version as the one that the typed text replaces, then saves
   */
  public Editor onLostRace(Runnable load, Runnable adopt) {
    var theirs =
        new Button(
            "Load their version",
            e -> {
              if (errors.attempt(load)) {
                lostRace.setVisible(false);
              }
            });
    var mine = new Button("Save mine over it", e -> save(adopt));
    mine.addThemeVariants(ButtonVariant.ERROR);
    lostRace.add(theirs, mine);
    errors.whenStale(() -> lostRace.setVisible(true));
    return this;
  }

  private void save(Runnable action) {
    if (errors.attempt(action)) {
      close();
    }
  }
}
