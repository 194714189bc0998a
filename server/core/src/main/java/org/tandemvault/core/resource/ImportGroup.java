package org.tandemvault.core.resource;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The rows of one resource. Cells that say something must agree; the first such counts. */
final class ImportGroup {

  private final String name;
  private final List<ImportRow> rows = new ArrayList<>();
  private final Map<CsvColumn, Said> said = new EnumMap<>(CsvColumn.class);

  ImportGroup(String name) {
    this.name = name;
  }

  void add(ImportRow row, ImportErrors errors) {
    rows.add(row);
    note(row, CsvColumn.TYPE, row.type(), errors);
    note(row, CsvColumn.ADDRESS, row.address(), errors);
    note(row, CsvColumn.FOLDER, row.folder(), errors);
    note(row, CsvColumn.DESCRIPTION, row.description(), errors);
  }

  String name() {
    return name;
  }

  List<ImportRow> rows() {
    return rows;
  }

  /** What the rows say, or what holds so far. */
  String say(CsvColumn column, String before) {
    Said value = said.get(column);
    return value == null ? before : value.value();
  }

  /** True if a row says something there. */
  boolean says(CsvColumn column) {
    return said.containsKey(column);
  }

  private void note(ImportRow row, CsvColumn column, String value, ImportErrors errors) {
    if (value.isEmpty()) {
      return;
    }
    Said first = said.putIfAbsent(column, new Said(row.row(), value));
    if (first != null && !first.value().equals(value)) {
      errors.add(
          row.row(),
          column.word() + " differs from row " + first.row() + ", which is of the same resource");
    }
  }

  private record Said(long row, String value) {}
}
