package org.tandemvault.db.platform;

/** Names and texts as T-SQL has them. */
public final class TSql {
  private static final int LONGEST_NAME = 128;

  private TSql() {}

  /** A name in brackets, as {@code quotename} makes it. */
  public static String name(String identifier) {
    if (identifier.isEmpty() || identifier.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("a name has 1 to 128 characters");
    }
    return "[" + identifier.replace("]", "]]") + "]";
  }

  /** A Unicode text; only for statements that take no parameters. */
  public static String text(CharSequence value) {
    return "N'" + value.toString().replace("'", "''") + "'";
  }
}
