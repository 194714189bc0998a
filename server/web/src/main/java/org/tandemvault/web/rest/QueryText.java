package org.tandemvault.web.rest;

import java.time.Instant;
import java.util.Optional;
import org.tandemvault.core.shared.MalformedException;

/** Reads parameters of an address; what can't be read is malformed (400). */
public final class QueryText {

  private QueryText() {}

  /** Exactly {@code true} or {@code false}; {@code absent} if it is not there. */
  public static boolean flag(String name, String text, boolean absent) {
    return switch (text) {
      case "" -> absent;
      case "true" -> true;
      case "false" -> false;
      default -> throw new MalformedException("The parameter " + name + " is true or false.");
    };
  }

  /** A whole number. */
  public static Optional<Integer> number(String name, String text) {
    try {
      return given(text).map(Integer::valueOf);
    } catch (NumberFormatException e) {
      throw new MalformedException("The parameter " + name + " is a whole number.", e);
    }
  }

  /** A point in time. */
  public static Optional<Instant> instant(String name, String text) {
    return given(text)
        .map(
            t ->
                Instants.parse(t)
                    .orElseThrow(
                        () ->
                            new MalformedException(
                                "The parameter "
                                    + name
                                    + " is a time as in 2026-01-31T08:00:00Z.")));
  }

  /** The text, empty if there is none. */
  public static Optional<String> given(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
