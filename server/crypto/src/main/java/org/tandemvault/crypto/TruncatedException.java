package org.tandemvault.crypto;

/** A stored value is shorter than any whole value can be. */
public final class TruncatedException extends CryptoException {

  private static final long serialVersionUID = 1L;

  TruncatedException(String what, int length, int least) {
    super(
        what
            + " is truncated: "
            + length
            + " bytes, but a whole one has "
            + least
            + " or more. Restore it from a backup.");
  }
}
