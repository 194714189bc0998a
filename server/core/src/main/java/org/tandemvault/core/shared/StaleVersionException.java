package org.tandemvault.core.shared;

/** Somebody else changed the same thing first; load it again and redo the change. */
public final class StaleVersionException extends VaultException {

  private static final long serialVersionUID = 1L;

  public StaleVersionException(String message) {
    super("stale-version", message);
  }
}
