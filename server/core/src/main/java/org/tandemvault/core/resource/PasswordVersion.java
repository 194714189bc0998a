package org.tandemvault.core.resource;

import java.time.Instant;

/** One line of an account's history; the password itself is revealed apart. */
public record PasswordVersion(long version, Instant changedAt, String changedBy) {}
