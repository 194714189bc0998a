package org.tandemvault.core.node;

import java.util.function.Function;
import org.tandemvault.core.shared.ReadOnlyNodeException;
import org.tandemvault.core.shared.UnavailableException;

/**
 * The one gate to the database. Thread-safe; calls must not be nested.
 *
 * <p>Work runs once (an implementation may run it again if the database chose it as a deadlock
 * victim, so it must have no effects but those on the database). An exception rolls back and is
 * passed on. A database that does not answer is an {@link UnavailableException}.
 */
public interface Transactions {

  /** Runs queries on one consistent connection. */
  <T> T read(Function<ReadSession, T> work);

  /**
   * For use cases that do something before their change: asked first, it keeps a standby from any
   * of it.
   *
   * @throws ReadOnlyNodeException on a standby
   */
  void demandWrites();

  /**
   * Runs a change; it is durable when this returns.
   *
   * @throws ReadOnlyNodeException on a standby, before any work is done
   */
  <T> T write(Function<WriteSession, T> work);

  /** Runs what a standby too may write: its own audit events and heartbeat. */
  <T> T local(Function<LocalSession, T> work);
}
