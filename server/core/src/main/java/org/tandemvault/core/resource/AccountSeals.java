package org.tandemvault.core.resource;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.SealPlaces;
import org.tandemvault.core.shared.UnreadableSecretException;
import org.tandemvault.crypto.Binding;
import org.tandemvault.crypto.CryptoException;
import org.tandemvault.crypto.CryptoUnavailableException;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.SecretCipher;

/** Seals passwords and notes of accounts for their place, and opens them there. Thread-safe. */
public final class AccountSeals {

  private final SecretCipher cipher;

  public AccountSeals(SecretCipher cipher) {
    this.cipher = cipher;
  }

  /** Seals one version of a password. */
  public byte[] sealPassword(AccountId account, long version, Secret password) {
    return cipher.seal(password, SealPlaces.accountPassword(account, version));
  }

  /**
   * Opens a password; the receiver closes it.
   *
   * @throws UnreadableSecretException if it is not what was sealed for this account and version
   */
  public Secret openPassword(SealedPassword sealed) {
    AccountId account = sealed.account();
    return opened(
        "password of account " + account + " (version " + sealed.version() + ")",
        () -> cipher.open(sealed.sealed(), SealPlaces.accountPassword(account, sealed.version())));
  }

  /** Seals the notes of one version of an account. */
  public byte[] sealNotes(AccountId account, long version, String notes) {
    try (Secret secret = Secret.ofUtf8(notes)) {
      return cipher.seal(secret, SealPlaces.accountNotes(account, version));
    }
  }

  /**
   * Opens the notes of an account.
   *
   * @throws UnreadableSecretException if they are not what was sealed for this account and version
   */
  public String openNotes(Account account) {
    Binding place = SealPlaces.accountNotes(account.id(), account.version());
    try (Secret notes =
        opened(
            "notes of account " + account.id(), () -> cipher.open(account.sealedNotes(), place))) {
      return notes.use(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
  }

  private static Secret opened(String what, Supplier<Secret> open) {
    try {
      return open.get();
    } catch (CryptoUnavailableException busy) {
      throw busy;
    } catch (CryptoException damaged) {
      throw new UnreadableSecretException(what, damaged);
    }
  }
}
