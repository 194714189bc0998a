package org.tandemvault.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds out what kind of node answered and how old its data are. That a node is a primary is
 * remembered shortly; a node that does not tell is left unnamed. Thread-safe.
 */
final class Origins {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Switchboard switchboard;
  private final Timing timing;
  private final Map<URI, Known> primaries = new ConcurrentHashMap<>();

  Origins(Switchboard switchboard, Timing timing) {
    this.switchboard = switchboard;
    this.timing = timing;
  }

  /** Of an answer that says nothing about itself. */
  Origin of(URI server) {
    Known known = primaries.get(server);
    if (known != null && System.nanoTime() - known.since() < timing.fresh().toNanos()) {
      return known.origin();
    }
    Origin origin = ask(server);
    if (origin.role().filter(Origin.Role.PRIMARY::equals).isPresent()) {
      primaries.put(server, new Known(origin, System.nanoTime()));
    }
    return origin;
  }

  /** Of a reveal, which says how old it is. */
  Origin of(URI server, Revealed revealed) {
    return new Origin(
        server,
        revealed.node(),
        of(server).role(),
        Optional.of(revealed.asOf()),
        revealed.lagSeconds());
  }

  private Origin ask(URI server) {
    Call usual = Call.get("/ha");
    var quick = new Call(usual.method(), usual.path(), usual.type(), usual.body(), PATIENCE);
    try (Reply reply = switchboard.once(server, quick)) {
      return reply.isGood() ? told(server, Json.read(reply, HaStatus.class)) : unnamed(server);
    } catch (VaultClientException e) {
      return unnamed(server);
    }
  }

  private static Origin told(URI server, HaStatus ha) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Origin.Role role = ha.role().equals("standby") ? Origin.Role.STANDBY : Origin.Role.PRIMARY;
    Optional<Double> behind =
        role == Origin.Role.PRIMARY
            ? Optional.of(0.0)
            : ha.peers().stream()
                .filter(peer -> peer.role().equals("primary"))
                .map(HaStatus.Peer::inboundLagSeconds)
                .min(Double::compare);
    long lag = Math.round(behind.orElse(0.0));
    return new Origin(
        server, ha.node(), Optional.of(role), behind.map(b -> now.minusSeconds(lag)), lag);
  }

  private static Origin unnamed(URI server) {
    return new Origin(server, "", Optional.empty(), Optional.empty(), 0);
  }

  private record Known(Origin origin, long since) {}
}
