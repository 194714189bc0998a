package org.tandemvault.core.shared;

import org.tandemvault.crypto.Binding;

/**
 * The place each sealed value of the vault is bound to. Stored values depend on these words: none
 * is ever changed.
 */
public final class SealPlaces {

  private static final String ACCOUNT = "account";
  private static final String ACCOUNT_PASSWORD = "account_password";
  private static final String USER = "vault_user";
  private static final String PASSWORD = "password";

  private SealPlaces() {}

  /** One version of an account's password. */
  public static Binding accountPassword(AccountId account, long version) {
    return new Binding(ACCOUNT_PASSWORD, account.value(), PASSWORD, version);
  }

  /** The notes of one version of an account. */
  public static Binding accountNotes(AccountId account, long version) {
    return new Binding(ACCOUNT, account.value(), "notes", version);
  }

  /** The hash of one version of a user's own password. */
  public static Binding userPassword(UserId user, long passwordVersion) {
    return new Binding(USER, user.value(), PASSWORD, passwordVersion);
  }

  /** The key of a user's second factor. */
  public static Binding secondFactor(UserId user) {
    return new Binding(USER, user.value(), "totp", 1);
  }
}
