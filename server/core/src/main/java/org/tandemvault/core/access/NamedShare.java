package org.tandemvault.core.access;

/** A share with what its principal is called. */
public record NamedShare(Share share, String name, String displayName) {}
