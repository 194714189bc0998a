package org.tandemvault.crypto;

/** A certificate or a key store can't be made, read or written. */
public final class CertificateProblemException extends CryptoException {

  private static final long serialVersionUID = 1L;

  public CertificateProblemException(String message) {
    super(message);
  }

  public CertificateProblemException(String message, Throwable cause) {
    super(message, cause);
  }
}
