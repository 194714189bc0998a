package org.tandemvault.crypto;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/**
 * Reserves seals in blocks of 2<sup>20</sup> from a {@link SealLedger}, so that counting costs one
 * write in a million seals. What a process reserved and did not use counts as used.
 *
 * <p>At 2<sup>30</sup> reserved seals it asks for a new data key, once per key and process; at
 * 2<sup>31</sup> it refuses, where the chance of a repeated nonce is still below 2<sup>-34</sup>.
 * Thread-safe.
 */
public final class ReservedSealBudget implements SealBudget {

  /** Seals reserved at a time. */
  public static final long BLOCK = 1L << 20;

  /** Reserved seals from which a new data key is asked for. */
  public static final long WARN_AT = 1L << 30;

  /** Reserved seals above which a key seals no more. */
  public static final long REFUSE_ABOVE = 1L << 31;

  private final SealLedger ledger;
  private final IntConsumer rotationWanted;
  private final ConcurrentHashMap<Integer, Reserve> reserves = new ConcurrentHashMap<>();

  /**
   * @param rotationWanted told the key's id, on the thread that seals: it must only note the wish
   *     and return
   */
  public ReservedSealBudget(SealLedger ledger, IntConsumer rotationWanted) {
    this.ledger = ledger;
    this.rotationWanted = rotationWanted;
  }

  @Override
  public void spend(int keyId) {
    Reserve reserve = reserves.computeIfAbsent(keyId, Reserve::new);
    if (reserve.spend()) {
      rotationWanted.accept(keyId);
    }
  }

  /** What this process may still spend of one key. */
  private final class Reserve {

    private final int keyId;
    private final AtomicLong left = new AtomicLong();
    private final ReentrantLock refilling = new ReentrantLock();
    private boolean exhausted;
    private boolean warned;

    private Reserve(int keyId) {
      this.keyId = keyId;
    }

    /** Spends one seal; true when the caller is the one to ask for a new key. */
    private boolean spend() {
      return !take() && refillAndTake();
    }

    private boolean take() {
      return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    private boolean refillAndTake() {
      refilling.lock();
      try {
        return !take() && reserveAndTake();
      } finally {
        refilling.unlock();
      }
    }

    private boolean reserveAndTake() {
      if (exhausted) {
        throw new KeyExhaustedException(keyId);
      }
      long reserved = ledger.reserve(keyId, BLOCK);
      if (reserved > REFUSE_ABOVE) {
        exhausted = true;
        throw new KeyExhaustedException(keyId);
      }
      left.addAndGet(BLOCK - 1);
      boolean warn = reserved >= WARN_AT && !warned;
      warned |= warn;
      return warn;
    }
  }
}
