package org.tandemvault.core.identity;

/** How people prove themselves. */
public record Proofs(UserPasswords passwords, TotpCodes totp) {}
