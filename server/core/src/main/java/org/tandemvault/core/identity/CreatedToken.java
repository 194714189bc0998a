package org.tandemvault.core.identity;

import org.tandemvault.crypto.Secret;

/** A new API token and its text, shown once; the receiver closes it. */
public record CreatedToken(ApiToken token, Secret text) {}
