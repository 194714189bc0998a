package org.tandemvault.core.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.Transactions;

/**
 * Carries this node's chain to the sinks, each in order, at least once and at its own pace.
 * Thread-safe.
 *
 * <p>It reads what is stored, so a broken sink keeps nobody waiting and loses nothing: it catches
 * up from its own position once it works again, also after a restart.
 */
public final class AuditExporter implements AuditExport, AutoCloseable {

  private final List<SinkFeed> feeds;

  /**
   * @param sinks each with a name of its own
   * @param positions the folder in which each sink's position is kept; it must exist
   */
  public AuditExporter(
      NodeId node,
      AuditEvents events,
      Transactions transactions,
      List<AuditSink> sinks,
      Path positions) {
    this.feeds =
        sinks.stream()
            .map(
                sink ->
                    new SinkFeed(
                        node,
                        events,
                        transactions,
                        sink,
                        new ExportPosition(positions, sink.name())))
            .toList();
  }

  /** Starts delivering; does nothing without sinks. */
  public void start() {
    feeds.forEach(SinkFeed::start);
  }

  @Override
  public void appended() {
    feeds.forEach(SinkFeed::wake);
  }

  @Override
  public String behind() {
    return feeds.stream()
        .filter(SinkFeed::isBehind)
        .map(SinkFeed::name)
        .collect(Collectors.joining(", "));
  }

  /** Stops delivering and closes the sinks. */
  @Override
  public void close() {
    feeds.forEach(SinkFeed::stop);
  }
}
