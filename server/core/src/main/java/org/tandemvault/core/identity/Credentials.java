package org.tandemvault.core.identity;

import java.util.Optional;
import org.tandemvault.core.shared.UserId;

/**
 * What a user proves themselves with, sealed.
 *
 * <p>The Argon2id hash is sealed too, bound to the user and the version, so that who owns the
 * database can't put in a hash of their own.
 *
 * @param passwordVersion counts changes of password and second factor, which end sessions; part of
 *     the binding ({@code vault_user, id, password, passwordVersion})
 * @param sealedPassword the sealed PHC string
 * @param sealedTotp the sealed TOTP key (binding {@code vault_user, id, totp, 1}), empty without
 *     one
 * @param totpConfirmed false while enrolment awaits its first code
 * @param lastTotpStep the last time step used, so that a code works once
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Credentials(
    UserId user,
    long passwordVersion,
    byte[] sealedPassword,
    Optional<byte[]> sealedTotp,
    boolean totpConfirmed,
    long lastTotpStep) {

  /** Of a new user, without a second factor. */
  static Credentials first(UserId user, byte[] sealedPassword) {
    return new Credentials(user, 1, sealedPassword, Optional.empty(), false, 0);
  }

  /** With the next password, or the same one sealed for the next version. */
  Credentials withPassword(byte[] sealed) {
    return new Credentials(
        user, passwordVersion + 1, sealed, sealedTotp, totpConfirmed, lastTotpStep);
  }

  /** With a TOTP key that has to be confirmed. */
  Credentials withTotp(byte[] sealed) {
    return new Credentials(
        user, passwordVersion, sealedPassword, Optional.of(sealed), false, lastTotpStep);
  }

  /** With its TOTP key confirmed by the code of that step. */
  Credentials withTotpConfirmed(long step) {
    return new Credentials(user, passwordVersion, sealedPassword, sealedTotp, true, step);
  }

  /** Without a second factor; steps that were used stay used. */
  Credentials withoutTotp() {
    return new Credentials(
        user, passwordVersion, sealedPassword, Optional.empty(), false, lastTotpStep);
  }

  /** True if signing in needs a code. */
  boolean needsCode() {
    return totpConfirmed && sealedTotp.isPresent();
  }
}
