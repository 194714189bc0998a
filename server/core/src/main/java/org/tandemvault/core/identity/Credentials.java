package org.tandemvault.core.identity;

import java.util.Optional;
import org.tandemvault.core.shared.UserId;

/**
 * What a user proves themselves with, sealed.
 *
 * <p>The Argon2id hash is sealed too, bound to the user and the version, so that who owns the
 * database can't put in a hash of their own.
 *
 * @param passwordVersion counts password changes; part of the binding ({@code vault_user, id,
 *     password, passwordVersion})
 * @param sealedPassword the sealed PHC string
 * @param sealedTotp the sealed TOTP key (binding {@code vault_user, id, totp, 1}), empty without
 *     one
 * @param totpConfirmed false while enrolment awaits its first code
 * @param lastTotpStep the last time step used, so that a code works once
 */
public record Credentials(
    UserId user,
    long passwordVersion,
    byte[] sealedPassword,
    Optional<byte[]> sealedTotp,
    boolean totpConfirmed,
    long lastTotpStep) {}
