package org.tandemvault.web.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.core.shared.UnauthenticatedException;
import org.tandemvault.core.shared.VaultException;
import org.tandemvault.web.ui.part.Notices;

/** Where whatever a click threw arrives: told in words, never with a stack trace. */
final class ErrorRim implements ErrorHandler {

  private static final Logger log = LoggerFactory.getLogger(ErrorRim.class);

  @Override
  public void error(ErrorEvent event) {
    UI ui = UI.getCurrent();
    Optional<VaultException> known = known(event.getThrowable());
    String text = known.map(Throwable::getMessage).orElseGet(() -> unknown(event.getThrowable()));
    if (ui == null) {
      return;
    }
    if (known.filter(UnauthenticatedException.class::isInstance).isPresent()) {
      ui.getPage().setLocation("/login?note=ended");
    } else {
      ui.access(() -> Notices.wrong(text));
    }
  }

  /** Logs what nobody expected and gives the text that names the log entry. */
  static String unknown(Throwable thrown) {
    String id = UUID.randomUUID().toString().substring(0, 8);
    log.error("a page failed, incident {}", id, thrown);
    return "Something went wrong here, nothing was changed by it. Tell your administrator this"
        + " number: "
        + id;
  }

  private static Optional<VaultException> known(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .filter(VaultException.class::isInstance)
        .map(VaultException.class::cast)
        .findFirst();
  }
}
