package org.tandemvault.core.shared;

/** The caller may see the thing but not do this with it. */
public final class ForbiddenException extends VaultException {

  private static final long serialVersionUID = 1L;

  public ForbiddenException(String message) {
    this("forbidden", message);
  }

  private ForbiddenException(String code, String message) {
    super(code, message);
  }

  /** A first or reset password must be changed before anything else. */
  public static ForbiddenException passwordChangeNeeded() {
    return new ForbiddenException(
        "password-change-needed", "Change your password first (POST /me/password).");
  }
}
