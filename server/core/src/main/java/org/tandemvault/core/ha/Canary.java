package org.tandemvault.core.ha;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.tandemvault.core.ha.Challenge.Question;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.crypto.Binding;
import org.tandemvault.crypto.CryptoException;
import org.tandemvault.crypto.MessageAuthenticator;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.SecretCipher;

/**
 * Lets a node prove that its key opens what the other one seals. Thread-safe.
 *
 * <p>The asker seals a fresh random value as it would a password; the peer opens it and answers a
 * code over the value and over who asked whom. Nothing secret crosses in clear: the value is worth
 * nothing afterwards, and the code tells nothing of the key.
 */
public final class Canary {

  private static final String TABLE = "ha-canary";
  private static final int LENGTH = 32;

  private final NodeId own;
  private final SecretCipher cipher;
  private final MessageAuthenticator codes;
  private final SecureRandom random;

  /**
   * @param codes an authenticator of the keyring for the purpose of canaries
   */
  public Canary(NodeId own, SecretCipher cipher, MessageAuthenticator codes, SecureRandom random) {
    this.own = own;
    this.cipher = cipher;
    this.codes = codes;
    this.random = random;
  }

  /** A fresh canary for that peer. */
  public Challenge challenge(NodeId peer) {
    byte[] value = new byte[LENGTH];
    random.nextBytes(value);
    long nonce = random.nextLong();
    try (Secret secret = Secret.ofBytes(value)) {
      byte[] sealed = cipher.seal(secret, place(own, nonce));
      return new Challenge(new Question(nonce, sealed), code(secret, own, peer, nonce));
    }
  }

  /**
   * Opens a peer's canary.
   *
   * @throws CryptoException if this node's keys don't open it
   */
  public byte[] answer(NodeId asker, Question question) {
    try (Secret secret = cipher.open(question.sealed(), place(asker, question.nonce()))) {
      return code(secret, asker, own, question.nonce());
    }
  }

  private byte[] code(Secret value, NodeId asker, NodeId asked, long nonce) {
    byte[] names = (asker.value() + ">" + asked.value() + ">").getBytes(StandardCharsets.US_ASCII);
    byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(nonce).array();
    return value.use(bytes -> codes.mac(bytes, number, names));
  }

  private static Binding place(NodeId asker, long nonce) {
    return new Binding(TABLE, nonce, asker.value(), 1);
  }
}
