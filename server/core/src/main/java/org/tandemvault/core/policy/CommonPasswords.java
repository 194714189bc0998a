package org.tandemvault.core.policy;

import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.matchers.Dictionary;
import java.io.IOException;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The 30,000 commonest passwords of people, as zxcvbn brings them (under its MIT licence), 11,600
 * of them with 8 characters or more. Case does not matter. Thread-safe.
 */
final class CommonPasswords {

  private final Set<CharBuffer> words;
  private final int longest;

  private CommonPasswords(Set<CharBuffer> words) {
    this.words = words;
    this.longest = words.stream().mapToInt(CharBuffer::length).max().orElse(0);
  }

  static CommonPasswords bundled() {
    try {
      Dictionary list = StandardDictionaries.PASSWORDS_LOADER.load();
      var words = new HashSet<CharBuffer>();
      list.getFrequencies().forEach(word -> words.add(CharBuffer.wrap(lower(word.toCharArray()))));
      return new CommonPasswords(words);
    } catch (IOException missing) {
      throw new IllegalStateException("zxcvbn comes without its list of passwords.", missing);
    }
  }

  /** True if the whole password is one of them. */
  boolean have(char[] password) {
    if (password.length > longest) {
      return false;
    }
    char[] small = lower(password.clone());
    try {
      return words.contains(CharBuffer.wrap(small));
    } finally {
      Arrays.fill(small, '\0');
    }
  }

  /** How many there are of at least that many characters. */
  long count(int least) {
    return words.stream().filter(word -> word.length() >= least).count();
  }

  private static char[] lower(char[] chars) {
    for (int i = 0; i < chars.length; i++) {
      chars[i] = Character.toLowerCase(chars[i]);
    }
    return chars;
  }
}
