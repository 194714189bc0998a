package org.tandemvault.core.audit;

/**
 * What an action was done to.
 *
 * @param type e.g. {@code account}, {@code user}; {@code none} without a target
 * @param id the id's text, or empty
 * @param name what it was called then, at most 600 characters, e.g. {@code db-1/root}
 */
public record Target(String type, String id, String name) {

  /** No target. */
  public static final Target NONE = new Target("none", "", "");
}
