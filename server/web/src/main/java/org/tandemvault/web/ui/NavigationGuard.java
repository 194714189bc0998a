package org.tandemvault.web.ui;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinSession;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.web.ui.session.Destination;
import org.tandemvault.web.ui.session.PasswordChangeView;
import org.tandemvault.web.ui.session.SignInView;
import org.tandemvault.web.ui.session.UserSession;
import org.tandemvault.web.ui.vault.VaultView;

/** Decides at each navigation who may enter what, and ties up sessions that end. */
@Dependent
public class NavigationGuard {

  private final UserSession session;

  @Inject
  public NavigationGuard(UserSession session) {
    this.session = session;
  }

  /** Called once by Vaadin at the start. */
  public void install(@Observes ServiceInitEvent event) {
    event.addIndexHtmlRequestListener(new IndexPage());
    var service = event.getSource();
    service.addSessionInitListener(e -> e.getSession().setErrorHandler(new ErrorRim()));
    service.addSessionDestroyListener(e -> endOf(e.getSession()));
    service.addUIInitListener(e -> e.getUI().addBeforeEnterListener(this::check));
  }

  void check(BeforeEnterEvent event) {
    Class<?> page = event.getNavigationTarget();
    boolean wasSignedIn = session.wasSignedIn();
    var caller = session.current();
    if (page == SignInView.class) {
      if (caller.isPresent()) {
        event.forwardTo(VaultView.class);
      }
    } else if (caller.isEmpty()) {
      askToSignIn(event, wasSignedIn);
    } else {
      checkPage(event, caller.get(), page);
    }
  }

  private void askToSignIn(BeforeEnterEvent event, boolean wasSignedIn) {
    Location wanted = event.getLocation();
    session.signOut();
    if (!wanted.getPath().isEmpty() || !wanted.getQueryParameters().getParameters().isEmpty()) {
      Destination.keep(wanted.getPathWithQueryParameters());
    }
    event.forwardTo(
        "login", wasSignedIn ? QueryParameters.of("note", "ended") : QueryParameters.empty());
  }

  private static void checkPage(BeforeEnterEvent event, Caller caller, Class<?> page) {
    if (caller.mustChangePassword()) {
      if (page != PasswordChangeView.class) {
        event.forwardTo(PasswordChangeView.class);
      }
    } else if (page == PasswordChangeView.class) {
      event.forwardTo(VaultView.class);
    } else if (!PageAccess.allows(caller, page)) {
      event.rerouteToError(
          new ForbiddenException("This page is not open to your role."), "This page is refused.");
    }
  }

  private void endOf(VaadinSession ended) {
    ended.lock();
    try {
      session.end(ended);
    } finally {
      ended.unlock();
    }
  }
}
