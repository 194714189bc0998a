package org.tandemvault.crypto;

/** A stored value carries a format version this program does not know. */
public final class UnknownFormatException extends CryptoException {

  private static final long serialVersionUID = 1L;

  UnknownFormatException(String what, int version) {
    super(
        what
            + " has format version "
            + version
            + ", which this program does not know. It was written by a newer release"
            + " or its bytes were changed: upgrade this node, or restore the value from a backup.");
  }
}
