package org.tandemvault.core.audit;

import java.util.Optional;
import org.tandemvault.core.audit.AuditReport.NodeReport;
import org.tandemvault.core.node.NodeId;

/** Walks one chain event by event and counts what is wrong. Not thread-safe. */
final class ChainWalk {

  private final ChainHasher hasher;
  private long first;
  private long last;
  private String lastHash = ChainHead.EMPTY.hash();
  private long count;
  private long gaps;
  private long doubles;
  private long bad;
  private Optional<Long> firstBad = Optional.empty();

  ChainWalk(ChainHasher hasher) {
    this.hasher = hasher;
  }

  /** The next event by number. */
  void step(AuditEvent event) {
    if (count == 0) {
      first = event.seq();
    }
    count++;
    if (count > 1 && event.seq() == last) {
      again(event);
    } else {
      forward(event);
    }
  }

  NodeReport report(NodeId node, ChainHead head) {
    missing(last + 1, head.seq());
    return new NodeReport(node, first, last, count, gaps, doubles, bad, firstBad, head.hash());
  }

  private void forward(AuditEvent event) {
    boolean follows = event.seq() == last + 1;
    missing(last + 1, event.seq() - 1);
    boolean linked = !follows || event.prevHash().equals(lastHash);
    if (!linked || !hasher.isAuthentic(event)) {
      bad++;
      blame(event.seq());
    }
    last = event.seq();
    lastHash = event.hash();
  }

  /** A second event of one number: the chain goes on from either. */
  private void again(AuditEvent event) {
    doubles++;
    blame(event.seq());
    if (hasher.isAuthentic(event)) {
      lastHash = event.hash();
    } else {
      bad++;
    }
  }

  private void missing(long from, long to) {
    if (to >= from) {
      gaps += to - from + 1;
      blame(from);
    }
  }

  private void blame(long seq) {
    if (firstBad.isEmpty()) {
      firstBad = Optional.of(seq);
    }
  }
}
