package org.tandemvault.db.move;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Counts and digests rows, in whatever order they come: the sum of the SHA-256 of each {@link
 * RowForm}. Two tables with a primary key are the same if both are. Not thread-safe.
 */
public final class RowDigest {
  private static final BigInteger MODULUS = BigInteger.TWO.pow(256);

  private BigInteger sum = BigInteger.ZERO;
  private long rows;

  public void add(byte[] form) {
    sum = sum.add(new BigInteger(1, sha256(form))).mod(MODULUS);
    rows++;
  }

  public long rows() {
    return rows;
  }

  public String text() {
    return sum.toString(16);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256", e);
    }
  }
}
