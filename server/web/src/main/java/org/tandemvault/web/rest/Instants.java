package org.tandemvault.web.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Instants as text: ISO 8601 with an offset, from 1970 to 9999, so that every database has them.
 */
public final class Instants {

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private Instants() {}

  /** The instant, empty if the text is not one. */
  public static Optional<Instant> parse(String text) {
    try {
      Instant at = Instant.parse(text);
      return at.isBefore(Instant.EPOCH) || at.isAfter(LAST) ? Optional.empty() : Optional.of(at);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
