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
import org.tandemvault.core.node.EmergencyAccess;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.core.shared.ReadOnlyNodeException;
import org.tandemvault.web.ui.profile.SecondFactorView;
import org.tandemvault.web.ui.session.Destination;
import org.tandemvault.web.ui.session.FromStandby;
import org.tandemvault.web.ui.session.PasswordChangeView;
import org.tandemvault.web.ui.session.SignInView;
import org.tandemvault.web.ui.session.UsePrimaryView;
import org.tandemvault.web.ui.session.UserSession;
import org.tandemvault.web.ui.vault.VaultView;

/** Decides at each navigation who may enter what, and ties up sessions that end. */
@Dependent
public class NavigationGuard {

  private final UserSession session;
  private final EmergencyAccess access;

  @Inject
  public NavigationGuard(UserSession session, EmergencyAccess access) {
    this.session = session;
    this.access = access;
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
    boolean entry = page == SignInView.class || page == UsePrimaryView.class;
    if (caller.isPresent()) {
      if (entry) {
        event.forwardTo(VaultView.class);
      } else {
        checkPage(event, caller.get(), page);
      }
    } else if (access.instead().isPresent()) {
      sendToPrimary(event, entry);
    } else if (page != SignInView.class) {
      askToSignIn(event, wasSignedIn, entry);
    }
  }

  /** This standby lets nobody in now. */
  private void sendToPrimary(BeforeEnterEvent event, boolean entry) {
    Location wanted = event.getLocation();
    session.signOut();
    if (!entry) {
      keep(wanted);
    }
    if (event.getNavigationTarget() != UsePrimaryView.class) {
      event.forwardTo(
          UsePrimaryView.ROUTE,
          FromStandby.isIn(wanted)
              ? QueryParameters.of("note", "standby")
              : QueryParameters.empty());
    }
  }

  private void askToSignIn(BeforeEnterEvent event, boolean wasSignedIn, boolean entry) {
    Location wanted = event.getLocation();
    session.signOut();
    if (!entry) {
      keep(wanted);
    }
    QueryParameters note = QueryParameters.empty();
    if (wasSignedIn) {
      note = QueryParameters.of("note", "ended");
    } else if (FromStandby.isIn(wanted)) {
      note = QueryParameters.of("note", "standby");
    }
    event.forwardTo("login", note);
  }

  private static void keep(Location wanted) {
    Location plain = FromStandby.without(wanted);
    if (!plain.getPath().isEmpty() || !plain.getQueryParameters().getParameters().isEmpty()) {
      Destination.keep(plain.getPathWithQueryParameters());
    }
  }

  private void checkPage(BeforeEnterEvent event, Caller caller, Class<?> page) {
    if (caller.mustChangePassword()) {
      if (page != PasswordChangeView.class) {
        event.forwardTo(PasswordChangeView.class);
      }
    } else if (caller.mustSetUpSecondFactor()) {
      if (page != SecondFactorView.class) {
        event.forwardTo(SecondFactorView.class);
      }
    } else if (page == PasswordChangeView.class || page == SecondFactorView.class) {
      event.forwardTo(VaultView.class);
    } else if (!PageAccess.allows(caller, page)) {
      event.rerouteToError(
          new ForbiddenException("This page is not open to your role."), "This page is refused.");
    } else if (session.isReadOnly() && !PageAccess.isForReading(page)) {
      event.rerouteToError(
          new ReadOnlyNodeException(session.primaryUrl()), "This page changes something.");
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
