package org.tandemvault.crypto;

/** Where the seals of each data key are counted for ever, over all processes. */
@FunctionalInterface
public interface SealLedger {

  /**
   * Reserves seals of a key, durably and in a transaction of its own, before any of them is made.
   *
   * @return how many were ever reserved for the key, these included
   */
  long reserve(int keyId, long seals);
}
