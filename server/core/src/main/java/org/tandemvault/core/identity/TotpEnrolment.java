package org.tandemvault.core.identity;

import org.tandemvault.crypto.Secret;

/**
 * A new TOTP key, shown once; the receiver closes both.
 *
 * @param key in base 32, for typing
 * @param uri {@code otpauth://totp/...}, for the QR code
 */
public record TotpEnrolment(Secret key, Secret uri) {}
