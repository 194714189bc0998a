package org.tandemvault.db.replication.sqlserver.tsql;

/** Names and texts as T-SQL has them. */
public final class Quoted {
  private Quoted() {}

  /** {@code [a name]}. */
  public static String name(String identifier) {
    return "[" + identifier.replace("]", "]]") + "]";
  }

  /** {@code [schema].[table]}. */
  public static String name(String schema, String object) {
    return name(schema) + "." + name(object);
  }

  /** {@code N'a text'}. */
  public static String text(String text) {
    return "N'" + text.replace("'", "''") + "'";
  }
}
