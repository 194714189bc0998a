package org.tandemvault.core.audit;

import java.util.ArrayList;
import java.util.List;

/** Joins words into as many reasons as are needed to cut none off. */
public final class ReasonTexts {

  private static final String BETWEEN = ", ";

  private ReasonTexts() {}

  /** One text for each event, at least one. */
  public static List<String> of(List<String> words, String ifNone) {
    var texts = new ArrayList<String>();
    var text = new StringBuilder();
    for (String word : words) {
      boolean full = text.length() + BETWEEN.length() + word.length() > AuditEntry.REASON_LIMIT;
      if (!text.isEmpty() && full) {
        texts.add(text.toString());
        text.setLength(0);
      }
      text.append(text.isEmpty() ? "" : BETWEEN).append(word);
    }
    texts.add(text.isEmpty() ? ifNone : text.toString());
    return texts;
  }
}
