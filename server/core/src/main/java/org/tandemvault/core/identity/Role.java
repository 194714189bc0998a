package org.tandemvault.core.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do apart from what is shared with them. A user may hold several. */
public enum Role {
  /** Users, groups, policies, settings, HA, audit; no secret that isn't shared with them. */
  ADMIN,
  /** Creates resources and folders, imports, shares what they manage. */
  PASSWORD_ADMIN,
  /** Uses what is shared with them. */
  USER,
  /** Audit and reports, no secrets. */
  AUDITOR;

  /** The word outside, e.g. {@code password-admin}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The role of that word. */
  public static Optional<Role> ofWord(String word) {
    return Arrays.stream(values()).filter(r -> r.word().equals(word)).findFirst();
  }
}
