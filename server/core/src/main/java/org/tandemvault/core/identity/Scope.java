package org.tandemvault.core.identity;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an API token may be used for, never more than its owner may do. */
public enum Scope {
  READ,
  REVEAL,
  WRITE,
  ADMIN,
  MONITOR;

  /** What a person's own session may do. */
  public static Set<Scope> all() {
    return EnumSet.allOf(Scope.class);
  }

  /** What a token of somebody with these roles can be used for at most. */
  public static Set<Scope> allowedTo(Set<Role> roles) {
    Set<Scope> allowed = EnumSet.of(READ, REVEAL, WRITE);
    if (roles.contains(Role.ADMIN)) {
      allowed.addAll(EnumSet.of(ADMIN, MONITOR));
    }
    return allowed;
  }

  /** The word outside, e.g. {@code reveal}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The scope of that word. */
  public static Optional<Scope> ofWord(String word) {
    return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
  }
}
