package org.tandemvault.core.audit;

/** Text as every database gives it back: no NUL, no half characters, not too long. */
final class StorableText {

  private static final char REPLACEMENT = '\uFFFD';

  private StorableText() {}

  static String of(String text, int limit) {
    var kept = new StringBuilder(Math.min(text.length(), limit));
    int at = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      at += Character.charCount(codePoint);
      int stored = isStorable(codePoint) ? codePoint : REPLACEMENT;
      if (kept.length() + Character.charCount(stored) > limit) {
        break;
      }
      kept.appendCodePoint(stored);
    }
    return kept.toString();
  }

  private static boolean isStorable(int codePoint) {
    return codePoint != 0 && (codePoint < 0xD800 || codePoint > 0xDFFF);
  }
}
