package org.tandemvault.db.replication.sqlserver;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A row of a look-up, by the names of its columns in small letters. */
public record Row(Map<String, Object> values) {

  public Row {
    values = new TreeMap<>(values);
  }

  /** The text, empty where there is none. */
  String text(String column) {
    return find(column).map(Object::toString).map(String::strip).orElse("");
  }

  long number(String column) {
    return find(column).map(Row::asNumber).orElse(0L);
  }

  boolean flag(String column) {
    return number(column) != 0;
  }

  boolean has(String column) {
    return find(column).isPresent();
  }

  private Optional<Object> find(String column) {
    return Optional.ofNullable(values.get(column));
  }

  private static long asNumber(Object value) {
    return switch (value) {
      case Number number -> number.longValue();
      case Boolean yes -> yes ? 1 : 0;
      default -> Long.parseLong(value.toString().strip());
    };
  }
}
