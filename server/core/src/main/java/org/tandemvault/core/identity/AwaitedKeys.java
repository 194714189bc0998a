package org.tandemvault.core.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.tandemvault.core.shared.UserId;

/**
 * Sealed keys of second factors that await their first code, one a user, for the session that asked
 * for it. In memory and for ten minutes: what is never confirmed is never stored, and the present
 * factor holds until then. Thread-safe.
 */
final class AwaitedKeys {

  static final Duration LASTS = Duration.ofMinutes(10);

  private final Clock clock;
  private final Map<UserId, Awaited> awaited = new ConcurrentHashMap<>();

  AwaitedKeys(Clock clock) {
    this.clock = clock;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Awaited(Credential startedIn, byte[] sealed, Instant until) {}

  /** Takes the place of an earlier one. */
  void put(Caller caller, byte[] sealed) {
    Instant now = clock.instant();
    awaited.values().removeIf(key -> !now.isBefore(key.until()));
    awaited.put(caller.id(), new Awaited(caller.credential(), sealed, now.plus(LASTS)));
  }

  /** The key that this session asked for, unless it took too long. */
  Optional<byte[]> of(Caller caller) {
    return Optional.ofNullable(awaited.get(caller.id()))
        .filter(key -> key.startedIn().equals(caller.credential()))
        .filter(key -> clock.instant().isBefore(key.until()))
        .map(Awaited::sealed);
  }

  void remove(Caller caller) {
    awaited.remove(caller.id());
  }
}
