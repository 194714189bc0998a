package org.tandemvault.core.shared;

/** The change contradicts what is there, e.g. a name that is taken. */
public final class ConflictException extends VaultException {

  private static final long serialVersionUID = 1L;

  public ConflictException(String code, String message) {
    super(code, message);
  }

  /** A name that must be unique is in use. */
  public static ConflictException nameTaken(String what) {
    return new ConflictException("name-taken", "Another " + what + " has that name already.");
  }
}
