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

  /** A second factor is demanded and must be set up before anything else. */
  public static ForbiddenException secondFactorSetupNeeded() {
    return new ForbiddenException(
        "second-factor-setup-needed",
        "Set up a second factor first (POST /me/totp); your administrator demands it.");
  }

  /** True if something must be done before anything else; such a refusal is no trespass. */
  public boolean isDuty() {
    return code().equals("password-change-needed") || code().equals("second-factor-setup-needed");
  }

  /**
   * The password on a standby, where it can't be changed.
   *
   * @param primary the primary's address, empty if not known
   */
  public static ForbiddenException passwordChangeNeededAt(String primary) {
    String where = primary.isEmpty() ? "on the primary" : "on the primary, " + primary;
    return new ForbiddenException(
        "password-change-needed",
        "You still have the password that was given to you. It opens nothing before you changed"
            + " it, which can only be done "
            + where
            + "; this node is a read-only standby. If it can't wait, ask somebody who has access.");
  }
}
