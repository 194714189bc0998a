package org.tandemvault.core.ha;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.tandemvault.core.node.HaFinding;
import org.tandemvault.core.node.HaPeer;
import org.tandemvault.core.node.HaProof;
import org.tandemvault.core.node.HaStatus;
import org.tandemvault.core.node.HaTest;

/** Asks every peer for its proof and exchanges beats now, then tells each result in words. */
public final class AskedNow implements HaTest {

  private final HaMonitor monitor;
  private final List<Peer> peers;
  private final Clock clock;

  public AskedNow(HaMonitor monitor, List<Peer> peers, Clock clock) {
    this.monitor = monitor;
    this.peers = List.copyOf(peers);
    this.clock = clock;
  }

  @Override
  public HaProof run() {
    peers.forEach(monitor::ask);
    monitor.exchangeBeats();
    monitor.tick();
    HaStatus status = monitor.status();
    var lines = new ArrayList<String>();
    boolean ok = !status.peers().isEmpty();
    for (HaPeer peer : status.peers()) {
      ok &= tell(lines, "Node " + peer.node() + " answers and opens a sealed canary", peer.link());
      ok &= tell(lines, "Data flow from here to " + peer.node(), peer.outbound().finding());
      ok &= tell(lines, "Data flow from " + peer.node() + " to here", peer.inbound().finding());
    }
    return new HaProof(status.node().id(), clock.instant(), ok, String.join("\n", lines));
  }

  private static boolean tell(List<String> lines, String what, HaFinding finding) {
    lines.add(finding.isAlive() ? what + ": yes." : what + ": no. " + finding.reason());
    return finding.isAlive();
  }
}
