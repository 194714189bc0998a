package org.tandemvault.client;

/**
 * The connection broke after a change was on its way: it may have been made or not. It is never
 * sent again by this client; look first, then decide.
 */
public final class OutcomeUnknownException extends VaultClientException {

  private static final long serialVersionUID = 1L;

  OutcomeUnknownException(String message) {
    super(message);
  }
}
