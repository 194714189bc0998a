package org.tandemvault.web.ui.session;

import com.vaadin.flow.server.VaadinSession;
import java.util.Optional;

/**
 * Where somebody wanted to go before they had to sign in.
 *
 * @param location a path inside the vault with its query, without a leading slash
 */
public record Destination(String location) {

  /** Keeps it until after sign-in. */
  public static void keep(String location) {
    VaadinSession.getCurrent().setAttribute(Destination.class, new Destination(location));
  }

  /** Where to go on, and still so afterwards. */
  static Optional<String> peek() {
    return Optional.ofNullable(VaadinSession.getCurrent().getAttribute(Destination.class))
        .map(Destination::location);
  }

  /** Where to go on, once. */
  static Optional<String> take() {
    VaadinSession session = VaadinSession.getCurrent();
    Destination kept = session.getAttribute(Destination.class);
    session.setAttribute(Destination.class, null);
    return Optional.ofNullable(kept).map(Destination::location);
  }
}
