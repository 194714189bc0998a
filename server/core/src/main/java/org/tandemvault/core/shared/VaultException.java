package org.tandemvault.core.shared;

/**
 * The root of everything the vault refuses or can't do.
 *
 * <p>The message names ids and says what to do next; it never holds a secret. {@link #code()} is
 * what programs match on.
 */
public abstract sealed class VaultException extends RuntimeException
    permits MalformedException,
        UnauthenticatedException,
        ForbiddenException,
        NotFoundException,
        ConflictException,
        StaleVersionException,
        ReadOnlyNodeException,
        UsePrimaryException,
        TooLargeException,
        InvalidException,
        TooManyAttemptsException,
        UnavailableException,
        UnreadableSecretException {

  private static final long serialVersionUID = 1L;

  private final String code;

  VaultException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  VaultException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** Stable lower-case word, e.g. {@code not-found}. */
  public final String code() {
    return code;
  }
}
