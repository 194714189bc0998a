package org.tandemvault.db.resource;

/**
 * When a search puts what it could find in order, and when it walks all names (ADR 0033).
 *
 * @param fewSeen up to so many that the viewer sees are put in order; each costs a look-up
 * @param fewIndexed up to so many by a word, folder or type; each costs an index entry
 * @param walk so many names are walked before a walk is given up
 */
public record SearchLimits(int fewSeen, int fewIndexed, int walk) {
  /** About where both ways cost the same with 100,000 to 1,000,000 resources. */
  public static final SearchLimits MEASURED = new SearchLimits(10_000, 20_000, 1_000);
}
