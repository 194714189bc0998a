package org.tandemvault.crypto;

/**
 * Anything this package refuses. Each case is a class of its own with a message that says what
 * happened and what to do next. Messages name ids and places, never secrets.
 */
public abstract sealed class CryptoException extends RuntimeException
    permits CertificateProblemException,
        ConfValueException,
        CryptoUnavailableException,
        InvalidSecretException,
        KeyExhaustedException,
        KeyringDamagedException,
        MalformedPasswordHashException,
        MasterKeyException,
        RecoveryShareException,
        SealedStreamException,
        TamperedException,
        TruncatedException,
        UnknownFormatException,
        UnknownKeyException,
        WrongMasterKeyException {

  private static final long serialVersionUID = 1L;

  CryptoException(String message) {
    super(message);
  }

  CryptoException(String message, Throwable cause) {
    super(message, cause);
  }
}
