package org.tandemvault.core.audit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.tandemvault.core.node.LocalSession;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;

/** Holds appends up until it is opened. */
final class GatedEvents implements AuditEvents {

  private final AuditEvents events;
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);

  GatedEvents(AuditEvents events) {
    this.events = events;
  }

  void awaitAppend() throws InterruptedException {
    reached.await();
  }

  void open() {
    opened.countDown();
  }

  @Override
  public void append(LocalSession tx, List<AuditEvent> batch) {
    reached.countDown();
    try {
      opened.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException("the appender was interrupted", stopped);
    }
    events.append(tx, batch);
  }

  @Override
  public Optional<ChainHead> head(ReadSession tx, NodeId node) {
    return events.head(tx, node);
  }

  @Override
  public List<AuditEvent> chain(ReadSession tx, NodeId node, long after, int limit) {
    return events.chain(tx, node, after, limit);
  }

  @Override
  public List<NodeId> nodes(ReadSession tx) {
    return events.nodes(tx);
  }

  @Override
  public Page<AuditEvent> find(ReadSession tx, AuditQuery query, PageRequest page) {
    return events.find(tx, query, page);
  }
}
