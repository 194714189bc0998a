package org.tandemvault.crypto;

/**
 * Counts how often each data key seals.
 *
 * <p>Nonces are random, so a key must be replaced long before 2<sup>32</sup> seals (NIST SP
 * 800-38D, 8.3). Contract: a seal is counted before it is made, by every process that seals with
 * the key, and a crash never makes a seal uncounted. Thread-safe.
 */
@FunctionalInterface
public interface SealBudget {

  /**
   * Counts one seal.
   *
   * @throws KeyExhaustedException when the key may seal no more; nothing is sealed then
   */
  void spend(int keyId);
}
