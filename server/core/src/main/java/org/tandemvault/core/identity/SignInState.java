package org.tandemvault.core.identity;

/** What this node keeps in memory about who is in and who tries. One per process. */
public record SignInState(
    Sessions sessions,
    KnownTokens tokens,
    KnownUsers users,
    LockOuts lockOuts,
    SignInRateLimit rateLimit) {}
