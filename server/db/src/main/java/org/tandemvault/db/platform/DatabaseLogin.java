package org.tandemvault.db.platform;

import org.tandemvault.crypto.Secret;

/** A database user with its password. Whoever made the secret closes it. */
public record DatabaseLogin(String user, Secret password) {}
