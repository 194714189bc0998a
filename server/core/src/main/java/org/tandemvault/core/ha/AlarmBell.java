package org.tandemvault.core.ha;

/** Tells people or programs away from the vault: by mail, by webhook. Thread-safe. */
@FunctionalInterface
public interface AlarmBell {

  /**
   * Tells; it may take some seconds.
   *
   * @throws RuntimeException if nobody could be told
   */
  void ring(Alarm alarm);
}
