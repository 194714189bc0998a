package org.tandemvault.core.ha;

import java.security.MessageDigest;

/**
 * A canary and the answer that only a node with the same keys can give. Used once.
 *
 * @param question what crosses to the peer
 * @param answer what must come back
 */
@SuppressWarnings("ArrayRecordComponent") // compared in constant time, below
public record Challenge(Question question, byte[] answer) {

  /**
   * A fresh value, sealed.
   *
   * @param nonce names the place it was sealed for
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Question(long nonce, byte[] sealed) {}

  /** Whether the peer opened the canary. */
  public boolean isMetBy(byte[] proof) {
    return MessageDigest.isEqual(answer, proof);
  }
}
