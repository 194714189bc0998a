package org.tandemvault.core.ha;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.node.ReplicationChannel.Direction;
import org.tandemvault.core.node.ReplicationEnd.Side;
import org.tandemvault.core.node.ReplicationState;
import org.tandemvault.crypto.Keyring;

/** Nodes, the links between them, and time that a test lets pass. */
final class World {

  final AtomicLong ticks = new AtomicLong(1_000_000_000_000L);
  private final List<Site> sites = new ArrayList<>();
  private final List<List<Beat>> inFlight = new ArrayList<>();
  boolean databasesLinked = true;
  int delaySeconds;

  Site add(String id, NodeRole role, Keyring keys) {
    Site site = new Site(this, new NodeId(id), role, keys);
    sites.add(site);
    return site;
  }

  Site add(String id, NodeRole role) {
    return add(id, role, Site.VAULT_KEYS);
  }

  /** Starts all nodes with replication set up between primaries and standbys. */
  void start() {
    for (Site site : sites) {
      site.start(sites.stream().filter(o -> o != site).map(Site::asPeer).toList());
      sites.stream().filter(o -> o.role != site.role).forEach(other -> setUp(site, other));
    }
  }

  private static void setUp(Site site, Site other) {
    boolean standby = site.role == NodeRole.STANDBY;
    Site reader = standby ? site : other;
    site.says(
        reader,
        Direction.TO_STANDBY,
        standby ? Side.RECEIVER : Side.SENDER,
        ReplicationState.RUNNING);
    site.says(
        reader,
        Direction.TO_PRIMARY,
        standby ? Side.SENDER : Side.RECEIVER,
        ReplicationState.RUNNING);
  }

  Site site(NodeId id) {
    return sites.stream().filter(s -> s.id.equals(id)).findFirst().orElseThrow();
  }

  void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      ticks.addAndGet(Duration.ofSeconds(1).toNanos());
      sites.forEach(Site::second);
      replicate();
      sites.forEach(Site::tick);
    }
  }

  private void replicate() {
    if (!databasesLinked) {
      return;
    }
    List<Beat> own = new ArrayList<>();
    for (Site site : sites) {
      site.stored().stream().filter(b -> b.node().equals(site.id)).forEach(own::add);
    }
    inFlight.add(own);
    if (inFlight.size() <= delaySeconds) {
      return;
    }
    for (Beat beat : inFlight.removeFirst()) {
      sites.stream().filter(s -> !s.id.equals(beat.node())).forEach(s -> s.store(beat));
    }
  }
}
