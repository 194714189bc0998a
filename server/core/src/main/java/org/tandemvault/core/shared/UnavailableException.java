package org.tandemvault.core.shared;

/** Something the vault needs does not answer now; nothing was changed. Try again later. */
public final class UnavailableException extends VaultException {

  private static final long serialVersionUID = 1L;

  private UnavailableException(String code, String message, Throwable cause) {
    super(code, message, cause);
  }

  /** The audit event could not be made durable, so the action was refused. */
  public static UnavailableException audit(Throwable cause) {
    return new UnavailableException(
        "audit-unavailable",
        "The audit trail can't be written, so this was refused. Tell your administrator.",
        cause);
  }

  /** The database does not answer or is full. */
  public static UnavailableException database(String why, Throwable cause) {
    return new UnavailableException("database-unavailable", why, cause);
  }

  /** The outcome of a commit is not known: the link broke before the answer came. */
  public static UnavailableException outcomeUnknown(Throwable cause) {
    return new UnavailableException(
        "outcome-unknown",
        "The database broke off before it confirmed. Look whether the change is there before you"
            + " repeat it.",
        cause);
  }
}
