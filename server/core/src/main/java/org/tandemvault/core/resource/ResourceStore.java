package org.tandemvault.core.resource;

import org.tandemvault.core.access.Shares;
import org.tandemvault.core.policy.Policies;

/** The ports behind which resources are kept, for use cases that need most of them. */
public record ResourceStore(
    Folders folders, Resources resources, Accounts accounts, Shares shares, Policies policies) {}
