package org.tandemvault.core.audit;

/**
 * What shall be recorded, before it has its place in the chain.
 *
 * @param actorId the user's id text, or empty if nobody is signed in
 * @param actor the user's name, or what stands for one, e.g. {@code system}
 * @param reason what the person gave or what explains the outcome; never a secret
 * @param client where it came from, e.g. {@code 10.1.2.3}; empty for the node itself
 */
public record AuditEntry(
    String actorId,
    String actor,
    AuditAction action,
    Target target,
    Outcome outcome,
    String reason,
    String client) {}
