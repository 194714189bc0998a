package org.tandemvault.client;

/** A server answered something that is no answer of a vault. */
public final class UnreadableAnswerException extends VaultClientException {

  private static final long serialVersionUID = 1L;

  UnreadableAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}
