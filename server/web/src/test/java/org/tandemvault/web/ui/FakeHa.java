package org.tandemvault.web.ui;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tandemvault.core.node.DataAge;
import org.tandemvault.core.node.DatabaseServer;
import org.tandemvault.core.node.EmergencyAccess;
import org.tandemvault.core.node.HaDirection;
import org.tandemvault.core.node.HaFinding;
import org.tandemvault.core.node.HaPeer;
import org.tandemvault.core.node.HaProof;
import org.tandemvault.core.node.HaState;
import org.tandemvault.core.node.HaStatus;
import org.tandemvault.core.node.LagSample;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;

/** What a node knows of its peer, as the test says. */
public final class FakeHa {

  /** Where the primary is. */
  public static final String PRIMARY = "https://primary.example:7272";

  private static final DatabaseServer DATABASE = new DatabaseServer("PostgreSQL", "18.6", true);

  private final Node node;
  private final Clock clock;
  private Optional<HaFinding> link = Optional.empty();
  private Instant asOf = Instant.EPOCH;
  private Optional<HaProof> drill = Optional.empty();
  private String demand = "";

  private FakeHa(Node node, Clock clock) {
    this.node = node;
    this.clock = clock;
  }

  static FakeHa primary() {
    var node = new Node(new NodeId("node-1"), NodeRole.PRIMARY, "");
    return new FakeHa(node, Clock.systemUTC());
  }

  static FakeHa standby(Clock clock) {
    var ha = new FakeHa(new Node(new NodeId("node-2"), NodeRole.STANDBY, PRIMARY), clock);
    ha.peerLost(clock.instant());
    return ha;
  }

  Node node() {
    return node;
  }

  EmergencyAccess access() {
    return new EmergencyAccess(false, this::livingPrimary);
  }

  private Optional<String> livingPrimary() {
    boolean lives = !node.acceptsWrites() && link.filter(HaFinding::isAlive).isPresent();
    return lives ? Optional.of(PRIMARY) : Optional.empty();
  }

  /** The peer answers, and its data are of now. */
  public void peerAlive(Instant since) {
    link = Optional.of(HaFinding.alive(since));
    asOf = Instant.MAX;
  }

  /** The peer was lost at that time; its last data are of then. */
  public void peerLost(Instant at) {
    link =
        Optional.of(
            HaFinding.failed(at, "It has not answered for 8 s.", "Look whether the node runs."));
    asOf = at;
  }

  /** How the last fire drill ended. */
  public void drilled(HaProof proof) {
    drill = Optional.of(proof);
  }

  HaProof test() {
    boolean ok = link.filter(HaFinding::isAlive).isPresent();
    String told = ok ? "It answers." : "It does not answer.";
    return new HaProof(node.id(), clock.instant(), ok, told);
  }

  DataAge.Age age(Instant now) {
    Instant until = asOf.isBefore(now) ? asOf : now;
    return new DataAge.Age(until, now.getEpochSecond() - until.getEpochSecond());
  }

  /** This node needs something. */
  public void asks(String what) {
    demand = what;
  }

  HaStatus status() {
    return found().asking(demand);
  }

  private HaStatus found() {
    if (link.isEmpty()) {
      return HaStatus.notConfigured(node, DATABASE);
    }
    HaFinding seen = link.get();
    return new HaStatus(
        node,
        seen.state(),
        seen.state(),
        seen.since(),
        seen.reason(),
        List.of(peer(seen)),
        DATABASE,
        drill);
  }

  private HaPeer peer(HaFinding seen) {
    boolean primary = node.acceptsWrites();
    Instant now = clock.instant();
    DataAge.Age age = age(now);
    var direction = new HaDirection(seen, age.lagSeconds(), history(now));
    return new HaPeer(
        new NodeId(primary ? "node-2" : "node-1"),
        primary ? NodeRole.STANDBY : NodeRole.PRIMARY,
        primary ? "https://standby.example:7273" : PRIMARY,
        seen,
        direction,
        direction,
        new HaPeer.Facts(
            Optional.of(age.asOf()),
            Optional.of(age.asOf()),
            seen.state() == HaState.ALIVE ? 0.2 : 0,
            Optional.of(now.plusSeconds(86_400 * 300)),
            true));
  }

  private static List<LagSample> history(Instant now) {
    var samples = new ArrayList<LagSample>();
    for (int i = 360; i > 0; i--) {
      samples.add(new LagSample(now.minusSeconds(10L * i), i % 7 * 0.3));
    }
    return samples;
  }
}
