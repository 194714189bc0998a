package org.tandemvault.crypto;

/**
 * The work of one Argon2id hash (RFC 9106).
 *
 * @param memoryKib memory in KiB, at most 256 MiB, at least 8 per lane
 * @param iterations passes over the memory, at most 16
 * @param parallelism lanes, at most 8
 */
public record Argon2Parameters(int memoryKib, int iterations, int parallelism) {

  static final int MOST_MEMORY_KIB = 256 * 1024;
  static final int MOST_ITERATIONS = 16;
  static final int MOST_PARALLELISM = 8;

  public Argon2Parameters {
    if (!withinBounds(memoryKib, iterations, parallelism)) {
      throw new IllegalArgumentException(
          "Argon2id takes 8 KiB per lane to "
              + MOST_MEMORY_KIB
              + " KiB of memory, 1 to "
              + MOST_ITERATIONS
              + " iterations and 1 to "
              + MOST_PARALLELISM
              + " lanes, not m="
              + memoryKib
              + ",t="
              + iterations
              + ",p="
              + parallelism);
    }
  }

  /** 19 MiB, 2 passes, 1 lane: the OWASP Password Storage Cheat Sheet's choice. */
  public static Argon2Parameters standard() {
    return new Argon2Parameters(19_456, 2, 1);
  }

  static boolean withinBounds(int memoryKib, int iterations, int parallelism) {
    return parallelism >= 1
        && parallelism <= MOST_PARALLELISM
        && iterations >= 1
        && iterations <= MOST_ITERATIONS
        && memoryKib >= 8 * parallelism
        && memoryKib <= MOST_MEMORY_KIB;
  }

  /** Whether any of the three is less than the other's. */
  boolean weakerThan(Argon2Parameters other) {
    return memoryKib < other.memoryKib
        || iterations < other.iterations
        || parallelism < other.parallelism;
  }
}
