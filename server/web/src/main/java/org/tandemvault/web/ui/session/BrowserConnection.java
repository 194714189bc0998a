package org.tandemvault.web.ui.session;

/** The browser's side of a session, as the container knows it. */
public interface BrowserConnection {

  /** Gives the container's session a new id, so that one planted before sign-in is worthless. */
  void changeSessionId();

  /** The address that the current request came from. */
  String client();
}
