package org.tandemvault.web.ui.vault;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.function.SerializableConsumer;
import org.tandemvault.core.resource.RevealRequest;
import org.tandemvault.core.resource.Revealed;
import org.tandemvault.web.ui.part.Notices;
import org.tandemvault.web.ui.part.Plaintext;

/** Puts passwords into the browser's clipboard unseen, and has it emptied later. */
final class Clipboard {

  private final Desk desk;

  Clipboard(Desk desk) {
    this.desk = desk;
  }

  /** Reveals for copying; the browser empties the clipboard by itself after the set time. */
  void copy(Component near, RevealRequest request) {
    int seconds = desk.catalogue().settings().get().clipboardSeconds();
    try (Revealed revealed = desk.catalogue().reveals().revealPlaintext(desk.caller(), request)) {
      near.getElement()
          .executeJs(
              "return window.tandemVault.copy($0, $1)",
              Plaintext.shown(revealed.password()),
              seconds)
          .then(Boolean.class, telling(new RevealSource(revealed, desk), seconds));
    }
  }

  private SerializableConsumer<Boolean> telling(RevealSource source, int seconds) {
    String age = desk.isReadOnly() ? " It is " + source.age() + "." : "";
    String warning = source.warning();
    return copied -> {
      tell(copied, seconds, age);
      if (copied && !warning.isEmpty()) {
        Notices.wrong(warning);
      }
    };
  }

  /** Says whether the browser took it. */
  static void tell(boolean copied, int seconds, String age) {
    if (copied) {
      Notices.done("Copied. The clipboard is emptied in " + seconds + " seconds." + age);
    } else {
      Notices.wrong(
          "The browser does not let this page use the clipboard. Show it and type it instead.");
    }
  }
}
