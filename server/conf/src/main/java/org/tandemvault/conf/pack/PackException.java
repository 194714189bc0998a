package org.tandemvault.conf.pack;

/** A pack cannot be written, or must not be used; the message says why and what to do. */
public final class PackException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final boolean secret;

  PackException(String message) {
    super(message);
    this.secret = false;
  }

  PackException(String message, Throwable cause) {
    super(message, cause);
    this.secret = false;
  }

  private PackException(String message, boolean secret) {
    super(message);
    this.secret = secret;
  }

  static PackException secret(String message) {
    return new PackException(message, true);
  }

  /** Whether something would have left that must not leave. */
  public boolean isAboutSecret() {
    return secret;
  }
}
