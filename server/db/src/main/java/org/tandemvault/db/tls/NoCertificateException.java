package org.tandemvault.db.tls;

/** A server shows no certificate; the message says why and what to do. */
public final class NoCertificateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoCertificateException(String message) {
    super(message);
  }

  NoCertificateException(String message, Throwable cause) {
    super(message, cause);
  }
}
