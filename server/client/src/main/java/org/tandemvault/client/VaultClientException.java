package org.tandemvault.client;

/** Why a call did not end as wished; the message says what to do and never holds a secret. */
public abstract sealed class VaultClientException extends RuntimeException
    permits UnreachableException,
        UntrustedServerException,
        RefusedException,
        OutcomeUnknownException,
        UnreadableAnswerException {

  private static final long serialVersionUID = 1L;

  VaultClientException(String message) {
    super(message);
  }

  VaultClientException(String message, Throwable cause) {
    super(message, cause);
  }
}
