package org.tandemvault.web.ui.part;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import org.tandemvault.core.shared.UnauthenticatedException;
import org.tandemvault.core.shared.VaultException;

/** Asks before something is done that can't be undone; the question names the thing. */
public final class Confirm {

  private Confirm() {}

  /**
   * Asks, then acts.
   *
   * @param title the question, naming the thing
   * @param text what follows from it
   * @param verb the button, e.g. {@code Delete}
   */
  public static ConfirmDialog danger(String title, String text, String verb, Runnable action) {
    var dialog = new ConfirmDialog(title, text, verb, e -> act(action));
    dialog.setConfirmButtonTheme("primary error");
    dialog.setCancelable(true);
    dialog.open();
    return dialog;
  }

  /** Runs an action and tells if it was refused. */
  public static void act(Runnable action) {
    try {
      action.run();
    } catch (UnauthenticatedException over) {
      throw over;
    } catch (VaultException refused) {
      Notices.wrong(refused.getMessage());
    }
  }
}
