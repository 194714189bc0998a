package org.tandemvault.core.shared;

/** The primary is alive and this standby serves only in an emergency. */
public final class UsePrimaryException extends VaultException {

  private static final long serialVersionUID = 1L;

  private final String primary;

  public UsePrimaryException(String primary) {
    super("use-primary", "The primary is alive; use it at " + primary + ".");
    this.primary = primary;
  }

  /** The primary's address. */
  public String primary() {
    return primary;
  }
}
