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
    String client) {

  /** Most characters (UTF-16 units) that are stored of an actor. */
  public static final int ACTOR_LIMIT = 512;

  /** Most characters (UTF-16 units) that are stored of a target's name. */
  public static final int TARGET_NAME_LIMIT = 600;

  /** Most characters (UTF-16 units) that are stored of a reason. */
  public static final int REASON_LIMIT = 1_000;

  /** Most characters (UTF-16 units) that are stored of an id, a target's type or a client. */
  public static final int SHORT_LIMIT = 64;

  /**
   * The same entry as every database gives it back unchanged, for only that can be signed: cut to
   * the limits above, never inside a character, and what is no character replaced by U+FFFD.
   */
  public AuditEntry storable() {
    Target stored =
        new Target(
            StorableText.of(target.type(), SHORT_LIMIT),
            StorableText.of(target.id(), SHORT_LIMIT),
            StorableText.of(target.name(), TARGET_NAME_LIMIT));
    return new AuditEntry(
        StorableText.of(actorId, SHORT_LIMIT),
        StorableText.of(actor, ACTOR_LIMIT),
        action,
        stored,
        outcome,
        StorableText.of(reason, REASON_LIMIT),
        StorableText.of(client, SHORT_LIMIT));
  }
}
