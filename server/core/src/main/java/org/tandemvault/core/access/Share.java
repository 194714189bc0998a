package org.tandemvault.core.access;

import org.tandemvault.core.identity.Principal;

/** A right given to a user or group on one target. */
public record Share(Principal principal, Right right) {}
