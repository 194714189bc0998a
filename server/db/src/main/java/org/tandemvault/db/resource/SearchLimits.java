package org.tandemvault.db.resource;

/**
 * When a search looks at candidates one by one and when it walks the names (ADR 0033).
 *
 * @param few up to so many candidates are looked at one by one
 * @param walk so many names are walked before a walk is given up
 */
public record SearchLimits(int few, int walk) {
  /** About where both ways cost the same with 100,000 to 1,000,000 resources. */
  public static final SearchLimits MEASURED = new SearchLimits(3_000, 10_000);
}
