package org.tandemvault.core.audit;

import java.util.List;
import java.util.Optional;
import org.tandemvault.core.node.LocalSession;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;

/** A database that goes on with a commit after the link to it broke. */
final class LateCommit implements AuditEvents {

  private final Trail store;
  private List<AuditEvent> last = List.of();
  private List<AuditEvent> late = List.of();

  LateCommit(Trail store) {
    this.store = store;
  }

  /** What was appended last, and is not there, comes through while the next append runs. */
  void comesThroughAtNextAppend() {
    late = last;
  }

  @Override
  public void append(LocalSession tx, List<AuditEvent> events) {
    if (!late.isEmpty()) {
      List<AuditEvent> now = late;
      late = List.of();
      onAnotherConnection(now);
    }
    last = events;
    store.events().append(tx, events);
  }

  private void onAnotherConnection(List<AuditEvent> events) {
    Thread server =
        Thread.ofVirtual()
            .start(
                () ->
                    store
                        .transactions()
                        .local(
                            tx -> {
                              store.events().append(tx, events);
                              return true;
                            }));
    try {
      server.join();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public Optional<ChainHead> head(ReadSession tx, NodeId node) {
    return store.events().head(tx, node);
  }

  @Override
  public List<AuditEvent> chain(ReadSession tx, NodeId node, long after, int limit) {
    return store.events().chain(tx, node, after, limit);
  }

  @Override
  public List<NodeId> nodes(ReadSession tx) {
    return store.events().nodes(tx);
  }

  @Override
  public Page<AuditEvent> find(ReadSession tx, AuditQuery query, PageRequest page) {
    return store.events().find(tx, query, page);
  }
}
