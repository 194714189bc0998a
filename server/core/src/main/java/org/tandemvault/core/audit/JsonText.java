package org.tandemvault.core.audit;

/** Writes JSON objects of texts and numbers (RFC 8259), all in one line. Not thread-safe. */
final class JsonText {

  private static final char REPLACEMENT = '\uFFFD';

  private final StringBuilder out = new StringBuilder(512);
  private boolean first = true;

  JsonText open() {
    out.append('{');
    first = true;
    return this;
  }

  JsonText open(String name) {
    name(name);
    return open();
  }

  JsonText close() {
    out.append('}');
    first = false;
    return this;
  }

  JsonText field(String name, String value) {
    name(name);
    text(value);
    return this;
  }

  JsonText field(String name, long value) {
    name(name);
    out.append(value);
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private void name(String name) {
    if (!first) {
      out.append(',');
    }
    first = false;
    text(name);
    out.append(':');
  }

  private void text(String value) {
    out.append('"');
    value.codePoints().forEach(this::character);
    out.append('"');
  }

  private void character(int codePoint) {
    switch (codePoint) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> other(codePoint);
    }
  }

  private void other(int codePoint) {
    boolean lineBreakForSome =
        (codePoint >= 0x7F && codePoint <= 0x9F) || codePoint == 0x2028 || codePoint == 0x2029;
    if (codePoint < 0x20 || lineBreakForSome) {
      out.append(String.format("\\u%04x", codePoint));
    } else if (codePoint >= 0xD800 && codePoint <= 0xDFFF) {
      out.append(REPLACEMENT);
    } else {
      out.appendCodePoint(codePoint);
    }
  }
}
