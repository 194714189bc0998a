package org.tandemvault.core.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Collects broken field rules, so that all of them are told at once. Not thread-safe.
 *
 * <p>Limits are those of INTERFACES: names 256 characters (code points) without control characters,
 * texts 16 KiB of UTF-8.
 */
public final class FieldRules {

  /** Most characters (code points) of a name. */
  public static final int NAME_LIMIT = 256;

  /** Most bytes of UTF-8 of a description or note. */
  public static final int TEXT_LIMIT = 16 * 1024;

  /** Most bytes of UTF-8 of a password. */
  public static final int PASSWORD_LIMIT = 8_000;

  private final List<Violation> violations = new ArrayList<>();

  /** A name: not blank, at most 256 characters, no control characters, well-formed Unicode. */
  public FieldRules name(String field, String value) {
    if (value.isBlank()) {
      return broken(field, "must not be empty");
    }
    return line(field, value);
  }

  /** As {@link #name}, but may be empty. */
  public FieldRules line(String field, String value) {
    return line(field, value, NAME_LIMIT);
  }

  /** As {@link #line(String, String)} with another limit, in code points. */
  public FieldRules line(String field, String value, int most) {
    if (value.codePointCount(0, value.length()) > most) {
      broken(field, "must have at most " + most + " characters");
    }
    if (value.codePoints().anyMatch(FieldRules::isControl)) {
      broken(field, "must not hold control characters");
    }
    return wellFormed(field, value);
  }

  /** A longer text: at most 16 KiB of UTF-8; tabs and line ends are allowed. */
  public FieldRules text(String field, String value) {
    if (value.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > TEXT_LIMIT) {
      broken(field, "must have at most 16 KiB");
    }
    if (value.codePoints().anyMatch(c -> isControl(c) && c != '\t' && c != '\n' && c != '\r')) {
      broken(field, "must not hold control characters");
    }
    return wellFormed(field, value);
  }

  /** Any rule: broken if {@code holds} is false. */
  public FieldRules rule(boolean holds, String field, String message) {
    return holds ? this : broken(field, message);
  }

  /** Notes a broken rule. */
  public FieldRules broken(String field, String message) {
    violations.add(new Violation(field, message));
    return this;
  }

  /**
   * @throws InvalidException with all that was broken, if anything was
   */
  public void check() {
    if (!violations.isEmpty()) {
      throw new InvalidException(violations);
    }
  }

  /** The form by which names are compared and sorted: lower case, root locale. */
  public static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private FieldRules wellFormed(String field, String value) {
    boolean broken = value.codePoints().anyMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
    return broken ? broken(field, "must be well-formed Unicode") : this;
  }

  private static boolean isControl(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
