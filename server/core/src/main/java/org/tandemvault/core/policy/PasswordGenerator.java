package org.tandemvault.core.policy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.crypto.Secret;

/**
 * Makes random passwords: every allowed one of the length is equally likely. Thread-safe.
 *
 * <p>A password is drawn evenly from the alphabet and drawn anew until it holds every kind that is
 * asked for, so no place and no character is favoured. The alphabet is made of the kinds that the
 * policy asks for; of letters and digits if it asks for none; of all kinds without a policy. The
 * symbols need no quoting in shells and little in addresses.
 */
public final class PasswordGenerator {

  /** As in the parameter's limits of a policy. */
  static final int LONGEST = 1000;

  private static final int USUAL = 20;
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String DIGITS = "0123456789";
  private static final String SYMBOLS = "-_.:,=+@";

  private final SecureRandom random;

  public PasswordGenerator(SecureRandom random) {
    this.random = random;
  }

  /**
   * By a policy (empty: 20 characters of all kinds); the receiver closes it.
   *
   * @param length empty: the policy's minimum, at least 20
   * @throws InvalidException on {@code length} if it is not from 1 to 1000 or too short for the
   *     policy
   */
  public Secret generate(Optional<PasswordPolicy> policy, Optional<Integer> length) {
    int least = policy.map(PasswordPolicy::minLength).orElse(1);
    int wanted = length.orElse(Math.max(least, USUAL));
    List<String> kinds = policy.map(PasswordGenerator::kinds).orElse(all());
    if (wanted < 1 || wanted > LONGEST) {
      throw InvalidException.of("length", "must be from 1 to " + LONGEST);
    }
    if (policy.isPresent() && wanted < Math.max(least, kinds.size())) {
      throw InvalidException.of(
          "length", "must be at least " + Math.max(least, kinds.size()) + " for this policy");
    }
    List<String> asked = wanted < kinds.size() || asksForNone(policy) ? List.of() : kinds;
    return draw(String.join("", kinds), asked, wanted);
  }

  private static List<String> all() {
    return List.of(UPPER, LOWER, DIGITS, SYMBOLS);
  }

  private static boolean asksForNone(Optional<PasswordPolicy> policy) {
    return policy.filter(p -> !(p.upper() || p.lower() || p.digits() || p.symbols())).isPresent();
  }

  private static List<String> kinds(PasswordPolicy policy) {
    var kinds = new ArrayList<String>();
    add(kinds, policy.upper(), UPPER);
    add(kinds, policy.lower(), LOWER);
    add(kinds, policy.digits(), DIGITS);
    add(kinds, policy.symbols(), SYMBOLS);
    return kinds.isEmpty() ? List.of(UPPER + LOWER + DIGITS) : kinds;
  }

  private static void add(List<String> kinds, boolean wanted, String kind) {
    if (wanted) {
      kinds.add(kind);
    }
  }

  private Secret draw(String alphabet, List<String> asked, int length) {
    char[] chars = new char[length];
    try {
      do {
        for (int i = 0; i < length; i++) {
          chars[i] = alphabet.charAt(random.nextInt(alphabet.length()));
        }
      } while (!holdsAll(chars, asked));
      return Secret.ofChars(chars);
    } finally {
      Arrays.fill(chars, '\0');
    }
  }

  private static boolean holdsAll(char[] chars, List<String> asked) {
    for (String kind : asked) {
      boolean held = false;
      for (char c : chars) {
        held |= kind.indexOf(c) >= 0;
      }
      if (!held) {
        return false;
      }
    }
    return true;
  }
}
