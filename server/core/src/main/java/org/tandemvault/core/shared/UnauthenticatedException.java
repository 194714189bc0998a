package org.tandemvault.core.shared;

/** Nobody is signed in, or the session or token is over. */
public final class UnauthenticatedException extends VaultException {

  private static final long serialVersionUID = 1L;

  public UnauthenticatedException(String message) {
    super("unauthenticated", message);
  }
}
