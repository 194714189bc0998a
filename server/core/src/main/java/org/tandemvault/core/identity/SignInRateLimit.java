package org.tandemvault.core.identity;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tandemvault.core.shared.TooManyAttemptsException;

/**
 * Limits failed sign-ins per client address, in memory. Thread-safe.
 *
 * <p>Each address has a bucket of tries that fills up again steadily; a success puts its try back,
 * so many people behind one address are not in each other's way. IPv6 addresses count by their
 * first 64 bits, which is what one client commonly has.
 */
public final class SignInRateLimit {

  private static final int CAPACITY = 50_000;
  private static final double NANOS_PER_MINUTE = 60e9;

  private final SignInRules rules;
  private final Clock clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > CAPACITY;
        }
      };

  private record Bucket(double tries, Instant at) {}

  public SignInRateLimit(SignInRules rules, Clock clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * Takes one try of this client.
   *
   * @throws TooManyAttemptsException if none is left
   */
  public synchronized void take(String client) {
    String key = key(client);
    Bucket now = filled(key);
    if (now.tries() < 1) {
      double seconds = (1 - now.tries()) * 60 / rules.failuresPerMinute();
      throw new TooManyAttemptsException(Duration.ofSeconds((long) Math.ceil(seconds)));
    }
    buckets.put(key, new Bucket(now.tries() - 1, now.at()));
  }

  /** Puts back what a success took. */
  public synchronized void giveBack(String client) {
    String key = key(client);
    Bucket now = filled(key);
    buckets.put(key, new Bucket(Math.min(rules.burst(), now.tries() + 1), now.at()));
  }

  private Bucket filled(String key) {
    Instant now = clock.instant();
    Bucket last = buckets.getOrDefault(key, new Bucket(rules.burst(), now));
    double passed = Math.max(0, Duration.between(last.at(), now).toNanos());
    double tries = last.tries() + passed * rules.failuresPerMinute() / NANOS_PER_MINUTE;
    return new Bucket(Math.min(rules.burst(), tries), now);
  }

  private static String key(String client) {
    if (!client.contains(":")) {
      return client;
    }
    try {
      InetAddress address = InetAddress.getByName(client);
      return address instanceof Inet6Address
          ? HexFormat.of().formatHex(address.getAddress(), 0, 8)
          : address.getHostAddress();
    } catch (UnknownHostException notAnAddress) {
      return client;
    }
  }
}
