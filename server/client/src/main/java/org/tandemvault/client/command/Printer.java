package org.tandemvault.client.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tandemvault.client.Json;

/** Writes results: tab-separated lines, JSON, or a table for people. */
final class Printer {

  private final PrintStream out;
  private final OutputForm form;

  Printer(PrintStream out, OutputForm form) {
    this.out = out;
    this.form = form;
  }

  /**
   * One result.
   *
   * @param value what JSON shows
   * @param lines what people and scripts read
   */
  void result(Object value, List<String> lines) {
    if (form == OutputForm.json) {
      json(value);
    } else {
      lines.forEach(line -> out.println(Plain.line(line)));
    }
  }

  /** A list. */
  void list(Object value, Table table) {
    switch (form) {
      case json -> json(value);
      case plain -> table.rows().forEach(row -> out.println(words(row)));
      case table -> aligned(table);
    }
  }

  private void json(Object value) {
    byte[] bytes = Json.bytes(value);
    out.write(bytes, 0, bytes.length);
    out.println();
    Arrays.fill(bytes, (byte) 0);
  }

  private static String words(List<String> row) {
    return row.stream().map(Plain::line).collect(Collectors.joining("\t"));
  }

  private void aligned(Table table) {
    var all = new ArrayList<List<String>>();
    all.add(table.heads().stream().map(head -> head.toUpperCase(Locale.ROOT)).toList());
    table.rows().forEach(row -> all.add(row.stream().map(Plain::line).toList()));
    int[] widths = new int[table.heads().size()];
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    for (List<String> row : all) {
      var line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).repeat(' ', widths[i] - length(row.get(i)) + 2);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
