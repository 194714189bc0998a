package org.tandemvault.web.ui.session;

import com.vaadin.flow.server.VaadinSession;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.SignIn;
import org.tandemvault.core.identity.SignInResult;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.shared.UnauthenticatedException;
import org.tandemvault.core.shared.UnavailableException;
import org.tandemvault.crypto.Secret;

/**
 * The person behind this browser session.
 *
 * <p>The token is kept in the HTTP session's memory and never sent to the browser. {@link #caller}
 * asks {@link SignIn} again each time, so that a session ended elsewhere ends here with the next
 * click. Has no state of its own; to be used on threads that hold the Vaadin session.
 */
@Dependent
public final class UserSession {

  private static final Logger log = LoggerFactory.getLogger(UserSession.class);

  private final SignIn signIn;
  private final BrowserConnection connection;
  private final Node node;

  @Inject
  public UserSession(SignIn signIn, BrowserConnection connection, Node node) {
    this.signIn = signIn;
    this.connection = connection;
    this.node = node;
  }

  /** True on a standby: what changes something is not offered. */
  public boolean isReadOnly() {
    return !node.acceptsWrites();
  }

  /** Where changes are made, empty if this is the place or it is not known. */
  public String primaryUrl() {
    return node.primaryUrl();
  }

  /** Signs in; the container's session gets a new id, so that a planted one is worthless. */
  public SignInResult signIn(String name, Secret password, Optional<String> code) {
    String client = connection.client();
    SignInResult result = signIn.signIn(name, password, code, client);
    if (result instanceof SignInResult.SignedIn in) {
      connection.changeSessionId();
      keep(new HeldToken(in.token(), client));
    }
    return result;
  }

  /**
   * Who it is now.
   *
   * @throws UnauthenticatedException if nobody is signed in or the session is over
   */
  public Caller caller() {
    return current()
        .orElseThrow(() -> new UnauthenticatedException("The session is over; sign in again."));
  }

  /** Who it is now, empty if nobody is signed in or the session is over. */
  public Optional<Caller> current() {
    return held().flatMap(token -> signIn.authenticate(token.text(), client(token)));
  }

  /**
   * As {@link #current}, for what a page does by itself: it does not count as use, so that an open
   * page alone keeps no session alive.
   */
  public Optional<Caller> stillThere() {
    return held().flatMap(token -> signIn.recognise(token.text(), client(token)));
  }

  /** True if somebody signed in here, also when their session is over by now. */
  public boolean wasSignedIn() {
    return held().isPresent();
  }

  /** Ends the vault's session and forgets the token. */
  public void signOut() {
    end(VaadinSession.getCurrent());
  }

  /** Ends the vault's session that is kept in a browser session which goes away. */
  public void end(VaadinSession session) {
    HeldToken token = session.getAttribute(HeldToken.class);
    if (token == null) {
      return;
    }
    session.setAttribute(HeldToken.class, null);
    try (Secret text = token.text()) {
      signIn.authenticate(text, token.client()).ifPresent(caller -> signOut(text, caller));
    }
  }

  /** The session is over even if the audit can't take note of it: nobody is kept signed in. */
  private void signOut(Secret token, Caller caller) {
    try {
      signIn.signOut(token, caller);
    } catch (UnavailableException unrecorded) {
      log.warn("user {} signed out, but the audit trail could not record it", caller.id());
    }
  }

  /** Where this request comes from; outside one, where the session was opened. */
  private String client(HeldToken token) {
    String now = connection.client();
    return now.isEmpty() ? token.client() : now;
  }

  private void keep(HeldToken token) {
    held().ifPresent(old -> old.text().close());
    VaadinSession.getCurrent().setAttribute(HeldToken.class, token);
  }

  private static Optional<HeldToken> held() {
    return Optional.ofNullable(VaadinSession.getCurrent())
        .map(session -> session.getAttribute(HeldToken.class));
  }

  /** The token and the address it was made for. */
  private record HeldToken(Secret text, String client) {}
}
