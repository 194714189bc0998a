package org.tandemvault.core.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Of whom a second factor is demanded. */
public enum SecondFactorDemand {
  /** Each person decides. */
  OPTIONAL,
  /** Who holds the role admin must have one. */
  ADMINS,
  /** Everybody must have one. */
  EVERYONE;

  /** True if somebody with these roles must have one. */
  public boolean covers(Set<Role> roles) {
    return this == EVERYONE || this == ADMINS && roles.contains(Role.ADMIN);
  }

  /** The word outside, e.g. {@code admins}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The demand of that word. */
  public static Optional<SecondFactorDemand> ofWord(String word) {
    return Arrays.stream(values()).filter(d -> d.word().equals(word)).findFirst();
  }
}
