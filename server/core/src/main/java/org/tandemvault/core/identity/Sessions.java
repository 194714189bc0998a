package org.tandemvault.core.identity;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.TokenFactory;

/**
 * The sessions of people on this node, in memory: tokens of 256 bits, kept as digests. Thread-safe.
 *
 * <p>A session ends at its latest end, when it is not used for a while, when its user signs out, is
 * disabled or gets another password, or when the user opens too many others.
 */
public final class Sessions {

  private static final Duration SWEEP = Duration.ofMinutes(1);

  private final SignInRules rules;
  private final TokenFactory tokens;
  private final Clock clock;
  private final Map<ByteBuffer, Session> open = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private Instant sweptAt = Instant.MIN;

  public Sessions(SignInRules rules, TokenFactory tokens, Clock clock) {
    this.rules = rules;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** A session that was opened; its token is told once. */
  record Opened(Secret token, Instant expiresAt, Session session) {}

  /** One session. */
  static final class Session {
    private final long number;
    private final UserId user;
    private final Instant expiresAt;
    private volatile long passwordVersion;
    private volatile Instant lastUsed;

    private Session(long number, UserId user, long passwordVersion, Instant now, Instant end) {
      this.number = number;
      this.user = user;
      this.passwordVersion = passwordVersion;
      this.lastUsed = now;
      this.expiresAt = end;
    }

    UserId user() {
      return user;
    }

    long passwordVersion() {
      return passwordVersion;
    }

    Credential credential() {
      return new Credential.OfSession(number);
    }

    Instant lastUsed() {
      return lastUsed;
    }
  }

  /** Opens a session for somebody who proved themselves with that version of their password. */
  synchronized Opened open(UserId user, long passwordVersion) {
    Instant now = clock.instant();
    sweep(now);
    makeRoom(user);
    Instant end = now.plus(rules.absolute());
    Session session = new Session(numbers.incrementAndGet(), user, passwordVersion, now, end);
    Secret token = tokens.create();
    open.put(key(token), session);
    return new Opened(token, end, session);
  }

  /** The session of this token, which counts as used now. */
  Optional<Session> use(Secret token) {
    Optional<Session> session = see(token);
    session.ifPresent(used -> used.lastUsed = clock.instant());
    return session;
  }

  /** The session of this token, which is no more alive for being looked at. */
  Optional<Session> see(Secret token) {
    ByteBuffer key = key(token);
    Session session = open.get(key);
    if (session == null) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    if (isOver(session, now)) {
      open.remove(key, session);
      return Optional.empty();
    }
    return Optional.of(session);
  }

  /** Ends the session of this token; false if there is none. */
  boolean end(Secret token) {
    return open.remove(key(token)) != null;
  }

  /** Ends all of a user's. */
  void endAll(UserId user) {
    open.values().removeIf(session -> session.user.equals(user));
  }

  /** After a change of password by the user: ends all of theirs but the one it was made in. */
  void keepOnly(UserId user, Credential kept, long passwordVersion) {
    for (Session session : open.values()) {
      if (session.user.equals(user) && session.credential().equals(kept)) {
        session.passwordVersion = passwordVersion;
      }
    }
    open.values()
        .removeIf(session -> session.user.equals(user) && !session.credential().equals(kept));
  }

  /** How many are open. */
  int count() {
    return open.size();
  }

  private boolean isOver(Session session, Instant now) {
    return !now.isBefore(session.expiresAt) || !now.isBefore(session.lastUsed.plus(rules.idle()));
  }

  private void makeRoom(UserId user) {
    List<Map.Entry<ByteBuffer, Session>> own =
        open.entrySet().stream()
            .filter(entry -> entry.getValue().user.equals(user))
            .sorted(Comparator.comparing(entry -> entry.getValue().lastUsed()))
            .toList();
    int surplus = own.size() - rules.sessionsPerUser() + 1;
    own.stream().limit(Math.max(0, surplus)).forEach(entry -> open.remove(entry.getKey()));
  }

  private void sweep(Instant now) {
    if (sweptAt.isBefore(now.minus(SWEEP))) {
      sweptAt = now;
      open.values().removeIf(session -> isOver(session, now));
    }
  }

  private ByteBuffer key(Secret token) {
    return ByteBuffer.wrap(tokens.digest(token));
  }
}
