package org.tandemvault.core.identity;

import org.tandemvault.core.shared.FieldRules;

/** A name that somebody tried to sign in with, as the audit trail may hold it. */
final class TriedName {

  private TriedName() {}

  /** At most 256 characters; control characters are replaced by U+FFFD. */
  static String of(String name) {
    var kept = new StringBuilder();
    name.codePoints()
        .limit(FieldRules.NAME_LIMIT)
        .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? 0xFFFD : c)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }
}
