package org.tandemvault.client;

/** A server's certificate does not prove that it is the one named. Nothing was sent to it. */
public final class UntrustedServerException extends VaultClientException {

  private static final long serialVersionUID = 1L;

  UntrustedServerException(String message) {
    super(message);
  }
}
