package org.tandemvault.core.resource;

import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import org.tandemvault.crypto.Secret;

/**
 * Writes CSV as RFC 4180 has it. A secret goes through an array that is wiped, never through a
 * string, which is why no library writes it. Not thread-safe.
 */
final class CsvWriter {

  private final Writer out;
  private boolean rowStarted;

  CsvWriter(Writer out) {
    this.out = out;
  }

  void cell(String value) throws IOException {
    write(value.toCharArray());
  }

  void cell(Secret value) throws IOException {
    char[] chars = value.copyChars();
    try {
      write(chars);
    } finally {
      Arrays.fill(chars, '\0');
    }
  }

  void endRow() throws IOException {
    out.write("\r\n");
    rowStarted = false;
  }

  private void write(char[] chars) throws IOException {
    if (rowStarted) {
      out.write(',');
    }
    rowStarted = true;
    if (!needsQuotes(chars)) {
      out.write(chars);
      return;
    }
    out.write('"');
    for (char c : chars) {
      if (c == '"') {
        out.write('"');
      }
      out.write(c);
    }
    out.write('"');
  }

  private static boolean needsQuotes(char[] chars) {
    boolean edges =
        chars.length > 0
            && (Character.isWhitespace(chars[0])
                || Character.isWhitespace(chars[chars.length - 1])
                || chars[0] == '\uFEFF');
    boolean within = false;
    for (char c : chars) {
      within |= c == '"' || c == ',' || c == '\r' || c == '\n';
    }
    return edges || within;
  }
}
