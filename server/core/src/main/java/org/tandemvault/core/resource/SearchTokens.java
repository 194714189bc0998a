package org.tandemvault.core.resource;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts text into the lower-cased words that are stored and searched by prefix.
 *
 * <p>Letters and digits make words, everything else parts them; a text without spaces is a word as
 * a whole too, so that {@code db-1.example.org} is found by {@code db-1.ex}. Words are cut at 64
 * characters. The same code runs for storing and for searching, on every engine.
 */
public final class SearchTokens {

  private static final int LONGEST = 64;
  private static final int MOST = 400;

  private SearchTokens() {}

  /** The words to store for a text. */
  public static Set<String> toStore(String text) {
    var tokens = new LinkedHashSet<String>();
    for (String chunk : normal(text).split("\\s+", -1)) {
      for (String word : chunk.split("[^\\p{L}\\p{M}\\p{N}]+", -1)) {
        add(tokens, word);
      }
      add(tokens, chunk);
      if (tokens.size() >= MOST) {
        break;
      }
    }
    return tokens;
  }

  /** The prefixes to look for: all of them must match. */
  public static List<String> toFind(String query) {
    var tokens = new ArrayList<String>();
    for (String chunk : normal(query).split("\\s+", -1)) {
      if (!chunk.isEmpty() && tokens.size() < 8) {
        tokens.add(cut(chunk));
      }
    }
    return tokens;
  }

  private static void add(Set<String> tokens, String word) {
    if (!word.isEmpty()) {
      tokens.add(cut(word));
    }
  }

  private static String cut(String word) {
    return word.codePointCount(0, word.length()) <= LONGEST
        ? word
        : word.substring(0, word.offsetByCodePoints(0, LONGEST));
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).strip();
  }
}
