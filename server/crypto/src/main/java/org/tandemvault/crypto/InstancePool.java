package org.tandemvault.crypto;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Supplier;

/**
 * Keeps instances that are dear to make and not thread-safe. Each is used by one thread at a time;
 * an instance whose use failed is not used again. Needs no thread-locals, so it serves virtual
 * threads as well.
 */
final class InstancePool<I> {

  /** More idle instances than this serve nobody on the machines a vault runs on. */
  private static final int MOST_IDLE = 64;

  private final ArrayBlockingQueue<I> idle = new ArrayBlockingQueue<>(MOST_IDLE);
  private final Supplier<I> maker;

  InstancePool(Supplier<I> maker) {
    this.maker = maker;
  }

  /** A use of one instance that may fail with {@code X}. */
  @FunctionalInterface
  interface Use<I, T, X extends Exception> {
    T apply(I instance) throws X;
  }

  /** Lends an instance for one use. */
  <T, X extends Exception> T use(Use<I, T, X> use) throws X {
    I pooled = idle.poll();
    I instance = pooled == null ? maker.get() : pooled;
    T result = use.apply(instance);
    idle.offer(instance);
    return result;
  }
}
