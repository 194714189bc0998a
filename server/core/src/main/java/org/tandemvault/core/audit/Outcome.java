package org.tandemvault.core.audit;

import java.util.Locale;

/** How an action ended. */
public enum Outcome {
  OK,
  REFUSED,
  FAILED;

  /** The word outside: {@code ok}, {@code refused}, {@code failed}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
