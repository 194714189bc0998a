package org.tandemvault.db.bundled;

/** The bundled PostgreSQL cannot be used; the message says what to do. */
public final class BundledPostgresException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** Another program has the port. */
    PORT_TAKEN,
    /** There are no binaries for this machine, or they cannot be unpacked. */
    BINARIES,
    /** It must not run as root, and there is no other user it could run as. */
    NO_USER,
    /** The folder with the data, or the logins in the configuration, do not fit. */
    FOLDER,
    /** It was tried and did not start or stop. */
    FAILED
  }

  private final Reason reason;

  BundledPostgresException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  BundledPostgresException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
