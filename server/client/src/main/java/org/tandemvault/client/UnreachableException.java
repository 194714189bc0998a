package org.tandemvault.client;

/** No server that could do it answers. Nothing was changed. */
public final class UnreachableException extends VaultClientException {

  private static final long serialVersionUID = 1L;

  UnreachableException(String message) {
    super(message);
  }
}
