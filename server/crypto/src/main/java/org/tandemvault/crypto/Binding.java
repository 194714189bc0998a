package org.tandemvault.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The place a sealed value belongs to. It is authenticated with the value, so a value copied to
 * another row, field or version does not open there.
 *
 * @param table the table's name: letters, digits, {@code _ . -}, at most 64
 * @param row the row's id
 * @param field the column or part, spelled like {@code table}
 * @param version the version of the value, which tells an old one from the present one
 */
public record Binding(String table, long row, String field, long version) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  public Binding {
    requireName(table);
    requireName(field);
  }

  /** Header, then each part with a fixed length or its length before it: no two are alike. */
  byte[] associatedData(byte[] header) {
    byte[] tableName = table.getBytes(StandardCharsets.US_ASCII);
    byte[] fieldName = field.getBytes(StandardCharsets.US_ASCII);
    int length = header.length + 2 + tableName.length + 8 + 2 + fieldName.length + 8;
    return ByteBuffer.allocate(length)
        .put(header)
        .putShort((short) tableName.length)
        .put(tableName)
        .putLong(row)
        .putShort((short) fieldName.length)
        .put(fieldName)
        .putLong(version)
        .array();
  }

  /** For messages: {@code table/row/field/version}. */
  @Override
  public String toString() {
    return table + "/" + row + "/" + field + "/" + version;
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Not a table or field name: " + name);
    }
  }
}
