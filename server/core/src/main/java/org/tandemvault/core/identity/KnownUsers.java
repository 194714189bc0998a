package org.tandemvault.core.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.core.shared.UserId;

/**
 * Users as authenticated requests need them: what this node changed holds at once, what another
 * node changed within 5 s. Thread-safe.
 */
public final class KnownUsers {

  static final Duration STALE = Duration.ofSeconds(5);

  private final Transactions transactions;
  private final Users users;
  private final Clock clock;
  private final Map<UserId, Loaded> loaded = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();

  public KnownUsers(Transactions transactions, Users users, Clock clock) {
    this.transactions = transactions;
    this.users = users;
    this.clock = clock;
  }

  /** A user and the version of their password. */
  record Known(User user, long passwordVersion) {}

  private record Loaded(Optional<Known> known, Instant at, long change) {}

  /** The user, if there is one and it is enabled. */
  Optional<Known> enabled(UserId id) {
    long change = changes.get();
    Instant now = clock.instant();
    Loaded seen = loaded.get(id);
    if (seen == null || seen.change() != change || !isFresh(seen, now)) {
      // A change that comes in between makes this copy count as old, since its number is older.
      seen = new Loaded(transactions.read(tx -> load(tx, id)), now, change);
      loaded.put(id, seen);
    }
    return seen.known().filter(known -> known.user().enabled());
  }

  /** Some user was changed. */
  void forget() {
    changes.incrementAndGet();
    loaded.clear();
  }

  private static boolean isFresh(Loaded seen, Instant now) {
    return !now.isBefore(seen.at()) && now.isBefore(seen.at().plus(STALE));
  }

  private Optional<Known> load(ReadSession tx, UserId id) {
    Optional<User> user = users.find(tx, id);
    Optional<Credentials> credentials = users.credentials(tx, id);
    return user.flatMap(u -> credentials.map(c -> new Known(u, c.passwordVersion())));
  }
}
