package org.tandemvault.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.concurrent.Semaphore;

/**
 * Hashes and checks users' passwords with Argon2id; hashes are PHC strings that carry their own
 * parameters.
 *
 * <p>Each hash takes tens of megabytes and milliseconds, so only so many run at once; the others
 * wait their turn, first come, first served. A stored hash that asks for more than the bounds of
 * {@link Argon2Parameters} is refused before any memory is taken. Thread-safe.
 */
public final class PasswordHasher {

  private final Semaphore turns;
  private final Argon2Parameters current;
  private final SecureRandom random;
  private final byte[] nobodysSalt;

  /**
   * @param maxConcurrent how many hashes run at once
   * @param current the work of new hashes
   */
  public PasswordHasher(int maxConcurrent, Argon2Parameters current, SecureRandom random) {
    this(turns(maxConcurrent), current, random);
  }

  PasswordHasher(Semaphore turns, Argon2Parameters current, SecureRandom random) {
    this.turns = turns;
    this.current = current;
    this.random = random;
    this.nobodysSalt = newSalt();
  }

  /** A PHC string {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash} with a fresh salt. */
  public String hash(Secret password) {
    byte[] salt = newSalt();
    byte[] hash = inTurn(password, salt, current, PasswordHash.HASH_LENGTH);
    return new PasswordHash(current, salt, hash).phc();
  }

  /**
   * Checks a password against a stored hash.
   *
   * @throws MalformedPasswordHashException when the stored hash can't be read
   */
  public Verification verify(Secret password, String phc) {
    PasswordHash stored = PasswordHash.parse(phc);
    byte[] hash = inTurn(password, stored.salt(), stored.parameters(), stored.hash().length);
    if (!MessageDigest.isEqual(hash, stored.hash())) {
      return Verification.MISMATCH;
    }
    return stored.weakerThan(current) ? Verification.MATCH_NEEDS_REHASH : Verification.MATCH;
  }

  /** Takes as long as a check, for a user who does not exist. */
  public void verifyAgainstNothing(Secret password) {
    inTurn(password, nobodysSalt, current, PasswordHash.HASH_LENGTH);
  }

  /** Runs one hash, so that the first sign-in of a process isn't slow (0.7 s in a cold JVM). */
  public void warmUp() {
    try (Secret nothing = Secret.ofBytes(new byte[0])) {
      verifyAgainstNothing(nothing);
    }
  }

  /** About how many checks wait for their turn. */
  public int waiting() {
    return turns.getQueueLength();
  }

  private byte[] inTurn(Secret password, byte[] salt, Argon2Parameters work, int length) {
    turns.acquireUninterruptibly();
    try {
      return password.use(bytes -> Argon2id.hash(bytes, salt, work, length));
    } finally {
      turns.release();
    }
  }

  private static Semaphore turns(int maxConcurrent) {
    if (maxConcurrent < 1) {
      throw new IllegalArgumentException("At least one hash must be allowed to run.");
    }
    return new Semaphore(maxConcurrent, true);
  }

  private byte[] newSalt() {
    byte[] salt = new byte[PasswordHash.SALT_LENGTH];
    random.nextBytes(salt);
    return salt;
  }
}
