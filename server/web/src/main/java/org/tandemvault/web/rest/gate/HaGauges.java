package org.tandemvault.web.rest.gate;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.tandemvault.core.node.HaPeer;
import org.tandemvault.core.node.HaState;
import org.tandemvault.core.node.HaStatus;
import org.tandemvault.core.node.HaStatusSource;
import org.tandemvault.core.node.NodeId;

/**
 * High availability for Prometheus; nothing of it on a node without peers, so that nothing alarms.
 * The peers are those of the start.
 */
final class HaGauges implements MeterBinder {

  private final HaStatusSource source;

  HaGauges(HaStatusSource source) {
    this.source = source;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    HaStatus start = source.status();
    if (start.haStatus() == HaState.NOT_CONFIGURED) {
      return;
    }
    whole(registry, "vault.ha.alive", "1 while every peer is proven alive", HaStatus::haStatus);
    whole(
        registry,
        "vault.replication.alive",
        "1 while replication works with every peer, both ways",
        HaStatus::replicationStatus);
    start.peers().forEach(peer -> ofPeer(registry, peer.node()));
  }

  private void ofPeer(MeterRegistry registry, NodeId node) {
    Tags tags = Tags.of("peer", node.value());
    peer(registry, "vault.peer.alive", tags, peer -> alive(peer.haStatus()));
    peer(
        registry, "vault.peer.clock.ahead.seconds", tags, peer -> peer.facts().clockAheadSeconds());
    peer(
        registry,
        "vault.peer.certificate.expires.timestamp.seconds",
        tags,
        peer -> peer.facts().certificateExpiresAt().map(Instant::getEpochSecond).orElse(0L));
    Tags out = tags.and("direction", "outbound");
    Tags in = tags.and("direction", "inbound");
    peer(registry, "vault.replication.lag.seconds", out, peer -> peer.outbound().lagSeconds());
    peer(registry, "vault.replication.lag.seconds", in, peer -> peer.inbound().lagSeconds());
    peer(registry, "vault.replication.up", out, peer -> alive(peer.outbound().state()));
    peer(registry, "vault.replication.up", in, peer -> alive(peer.inbound().state()));
  }

  private void whole(
      MeterRegistry registry, String name, String description, Function<HaStatus, HaState> state) {
    Gauge.builder(name, source, ha -> alive(state.apply(ha.status())))
        .description(description)
        .register(registry);
  }

  private void peer(
      MeterRegistry registry, String name, Tags tags, ToDoubleFunction<HaPeer> figure) {
    Gauge.builder(name, source, ha -> of(ha.status(), tags, figure)).tags(tags).register(registry);
  }

  private static double of(HaStatus now, Tags tags, ToDoubleFunction<HaPeer> figure) {
    return now.peers().stream()
        .filter(peer -> tags.stream().anyMatch(Tag.of("peer", peer.node().value())::equals))
        .mapToDouble(figure)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static double alive(HaState state) {
    return state == HaState.ALIVE ? 1 : 0;
  }
}
