package org.tandemvault.core.audit;

import java.util.List;

/**
 * Takes durable events outside the database (syslog, file). Called by one thread at a time, in the
 * order of the chain.
 */
public interface AuditSink extends AutoCloseable {

  /** A short name for logs and health, e.g. {@code syslog}. */
  String name();

  /**
   * Delivers events; returns normally only when they are delivered.
   *
   * @throws java.io.IOException if not; the same events are offered again later
   */
  void deliver(List<AuditEvent> events) throws java.io.IOException;

  @Override
  void close();
}
