package org.tandemvault.conf;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the format of {@link java.util.Properties} and, unlike it, remembers the line of each
 * entry. A test compares the two on the same text.
 */
final class ConfScanner {
  private final List<String> lines;
  private int next;

  private ConfScanner(List<String> lines) {
    this.lines = lines;
  }

  /**
   * @throws BadEscapeException for a backslash-u escape without four hex digits
   */
  static List<ConfEntry> scan(List<String> lines) {
    ConfScanner scanner = new ConfScanner(lines);
    List<ConfEntry> entries = new ArrayList<>();
    while (scanner.next < lines.size()) {
      String line = lines.get(scanner.next).stripLeading();
      if (line.isEmpty() || line.startsWith("#") || line.startsWith("!")) {
        scanner.next++;
      } else {
        entries.add(scanner.entry());
      }
    }
    return entries;
  }

  private ConfEntry entry() {
    int first = next + 1;
    StringBuilder logical = new StringBuilder();
    boolean goesOn = true;
    while (goesOn && next < lines.size()) {
      String line = stripLeadingBlank(lines.get(next++));
      goesOn = endsWithOpenBackslash(line);
      logical.append(goesOn ? line.substring(0, line.length() - 1) : line);
    }
    return split(logical.toString(), first, next);
  }

  private static ConfEntry split(String logical, int first, int last) {
    int keyEnd = 0;
    while (keyEnd < logical.length() && !endsKey(logical.charAt(keyEnd))) {
      keyEnd += logical.charAt(keyEnd) == '\\' ? 2 : 1;
    }
    keyEnd = Math.min(keyEnd, logical.length());
    int valueStart = skipBlank(logical, keyEnd);
    if (valueStart < logical.length() && isSeparator(logical.charAt(valueStart))) {
      valueStart = skipBlank(logical, valueStart + 1);
    }
    String key = unescape(logical.substring(0, keyEnd), first);
    return new ConfEntry(key, unescape(logical.substring(valueStart), first), first, last);
  }

  private static String unescape(String text, int line) {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '\\' || at == text.length()) {
        out.append(c == '\\' ? "" : String.valueOf(c));
        continue;
      }
      char escaped = text.charAt(at++);
      if (escaped == 'u') {
        out.append(unicode(text, at, line));
        at += 4;
      } else {
        out.append(control(escaped));
      }
    }
    return out.toString();
  }

  private static char unicode(String text, int at, int line) {
    String digits = text.substring(at, Math.min(at + 4, text.length()));
    if (!digits.matches("[0-9a-fA-F]{4}")) {
      throw new BadEscapeException(line);
    }
    return (char) Integer.parseInt(digits, 16);
  }

  private static char control(char escaped) {
    return switch (escaped) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'f' -> '\f';
      default -> escaped;
    };
  }

  private static boolean endsWithOpenBackslash(String line) {
    int count = 0;
    while (count < line.length() && line.charAt(line.length() - 1 - count) == '\\') {
      count++;
    }
    return count % 2 == 1;
  }

  private static String stripLeadingBlank(String line) {
    return line.substring(skipBlank(line, 0));
  }

  private static int skipBlank(String text, int from) {
    int at = from;
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean endsKey(char c) {
    return isSeparator(c) || isBlank(c);
  }

  private static boolean isSeparator(char c) {
    return c == '=' || c == ':';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\f';
  }

  /** A backslash-u without four hex digits behind it. */
  static final class BadEscapeException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int line;

    BadEscapeException(int line) {
      super("line " + line + ": \\u without four hex digits");
      this.line = line;
    }

    int line() {
      return line;
    }
  }
}
