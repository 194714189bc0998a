package org.tandemvault.crypto;

import java.security.SecureRandom;

/** Gives 0, 1, 2 ... so that what is made from it can be frozen. Not random at all. */
final class CountingRandom extends SecureRandom {

  private static final long serialVersionUID = 1L;

  private int next;

  @Override
  public void nextBytes(byte[] bytes) {
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = (byte) next++;
    }
  }
}
