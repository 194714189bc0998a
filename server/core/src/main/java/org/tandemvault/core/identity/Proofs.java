package org.tandemvault.core.identity;

import java.util.function.Supplier;

/**
 * How people prove themselves.
 *
 * @param demand of whom a second factor is demanded now
 */
public record Proofs(UserPasswords passwords, TotpCodes totp, Supplier<SecondFactorDemand> demand) {

  /** True if this person has no second factor though one is demanded of them. */
  boolean misses(User user) {
    return !user.secondFactor() && demand.get().covers(user.roles());
  }
}
