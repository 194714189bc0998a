package org.tandemvault.crypto;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;

/** Argon2id of version 0x13 (RFC 9106). */
final class Argon2id {

  private Argon2id() {}

  static byte[] hash(byte[] password, byte[] salt, Argon2Parameters work, int length) {
    return hash(password, builder(work).withSalt(salt), length);
  }

  /** The parameters as Bouncy Castle's class of the same name wants them. */
  static org.bouncycastle.crypto.params.Argon2Parameters.Builder builder(Argon2Parameters work) {
    return new org.bouncycastle.crypto.params.Argon2Parameters.Builder(
            org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_id)
        .withVersion(org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_VERSION_13)
        .withMemoryAsKB(work.memoryKib())
        .withIterations(work.iterations())
        .withParallelism(work.parallelism());
  }

  static byte[] hash(
      byte[] password,
      org.bouncycastle.crypto.params.Argon2Parameters.Builder builder,
      int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(builder.build());
    byte[] hash = new byte[length];
    generator.generateBytes(password, hash);
    return hash;
  }
}
