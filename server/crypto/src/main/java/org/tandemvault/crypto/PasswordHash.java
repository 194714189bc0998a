package org.tandemvault.crypto;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A password hash with what it takes to repeat it, spelled as a PHC string. */
final class PasswordHash {

  static final int SALT_LENGTH = 16;
  static final int HASH_LENGTH = 32;

  private static final int MOST_CHARACTERS = 256;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=([1-9]\\d{0,8}),t=([1-9]\\d{0,8}),p=([1-9]\\d{0,8})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

  private final Argon2Parameters parameters;
  private final byte[] salt;
  private final byte[] hash;

  PasswordHash(Argon2Parameters parameters, byte[] salt, byte[] hash) {
    this.parameters = parameters;
    this.salt = salt;
    this.hash = hash;
  }

  static PasswordHash parse(String phc) {
    Matcher matcher = PHC.matcher(phc);
    if (phc.length() > MOST_CHARACTERS || !matcher.matches()) {
      throw new MalformedPasswordHashException("it is not an argon2id PHC string of version 19");
    }
    int memory = Integer.parseInt(matcher.group(1));
    int iterations = Integer.parseInt(matcher.group(2));
    int parallelism = Integer.parseInt(matcher.group(3));
    if (!Argon2Parameters.withinBounds(memory, iterations, parallelism)) {
      throw new MalformedPasswordHashException("it asks for more or less work than allowed");
    }
    Argon2Parameters parameters = new Argon2Parameters(memory, iterations, parallelism);
    return new PasswordHash(parameters, decode(matcher.group(4)), decode(matcher.group(5)));
  }

  Argon2Parameters parameters() {
    return parameters;
  }

  byte[] salt() {
    return salt;
  }

  byte[] hash() {
    return hash;
  }

  /** Whether a new hash would be stronger. */
  boolean weakerThan(Argon2Parameters current) {
    return parameters.weakerThan(current) || salt.length < SALT_LENGTH || hash.length < HASH_LENGTH;
  }

  String phc() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m="
        + parameters.memoryKib()
        + ",t="
        + parameters.iterations()
        + ",p="
        + parameters.parallelism()
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException malformed) {
      throw new MalformedPasswordHashException("its salt or hash is not base64");
    }
  }
}
