package org.tandemvault.core.identity;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.TokenFactory;

/**
 * API tokens as requests need them: what this node changed holds at once, what another node changed
 * within 5 s. Thread-safe.
 */
public final class KnownTokens {

  private static final Duration STALE = Duration.ofSeconds(5);
  private static final int CAPACITY = 10_000;

  private final Transactions transactions;
  private final ApiTokens stored;
  private final TokenFactory tokens;
  private final Clock clock;
  private final Map<ByteBuffer, Loaded> loaded = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();

  public KnownTokens(
      Transactions transactions, ApiTokens stored, TokenFactory tokens, Clock clock) {
    this.transactions = transactions;
    this.stored = stored;
    this.tokens = tokens;
    this.clock = clock;
  }

  private record Loaded(ApiToken token, Instant at, long change) {}

  /** The token of this text, if there is one and it is not over. */
  Optional<ApiToken> find(Secret text) {
    byte[] digest = tokens.digest(text);
    Instant now = clock.instant();
    return known(digest, now).filter(token -> !token.isOver(now));
  }

  /** Some token was deleted. */
  void forget() {
    changes.incrementAndGet();
    loaded.clear();
  }

  /** Texts that are no token are not remembered, so nobody can fill the memory with them. */
  private Optional<ApiToken> known(byte[] digest, Instant now) {
    ByteBuffer key = ByteBuffer.wrap(digest);
    long change = changes.get();
    Loaded seen = loaded.get(key);
    if (seen != null && seen.change() == change && isFresh(seen, now)) {
      return Optional.of(seen.token());
    }
    Optional<ApiToken> found = transactions.read(tx -> stored.findByDigest(tx, digest));
    if (loaded.size() >= CAPACITY) {
      loaded.clear();
    }
    found.ifPresent(token -> loaded.put(key, new Loaded(token, now, change)));
    return found;
  }

  private static boolean isFresh(Loaded seen, Instant now) {
    return !now.isBefore(seen.at()) && now.isBefore(seen.at().plus(STALE));
  }
}
