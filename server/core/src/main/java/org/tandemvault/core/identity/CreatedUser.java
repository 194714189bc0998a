package org.tandemvault.core.identity;

import java.util.Optional;
import org.tandemvault.crypto.Secret;

/** A new user and, if the vault made it, the first password, shown once; the receiver closes it. */
public record CreatedUser(User user, Optional<Secret> initialPassword) {}
