package org.tandemvault.db.session;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.core.node.CommitParticipant.Ending;
import org.tandemvault.core.node.LocalSession;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.ReadOnlyNodeException;
import org.tandemvault.core.shared.UnavailableException;
import org.tandemvault.db.platform.DatabaseErrors;
import org.tandemvault.db.platform.SqlFailure;
import org.tandemvault.db.platform.SqlFailure.Kind;

/**
 * The gate to the database: read committed; what was chosen as a deadlock's victim, or lost its
 * connection before the commit was asked for, runs again; a commit without an answer is told as
 * {@code outcome-unknown} and never sent again. Thread-safe; nested calls are refused.
 */
public final class JdbiTransactions implements Transactions {
  private static final Logger LOG = LoggerFactory.getLogger(JdbiTransactions.class);
  private static final int MOST_TRIES = 4;

  /**
   * A dead connection is left for a live one; a dead database is not waited for again and again.
   */
  private static final int MOST_TRIES_OF_LOST_WRITES = 2;

  private static final Map<Kind, Integer> TRIES_OF_WRITES =
      Map.of(
          Kind.CONFLICTING_TRANSACTIONS, MOST_TRIES,
          Kind.CONNECTION_LOST, MOST_TRIES_OF_LOST_WRITES);

  private final VaultDatabase database;
  private final DatabaseErrors errors;
  private final Node node;
  private final ThreadLocal<Boolean> open = ThreadLocal.withInitial(() -> false);

  public JdbiTransactions(VaultDatabase database, Node node) {
    this.database = database;
    this.errors = database.errors();
    this.node = node;
  }

  @Override
  public <T> T read(Function<ReadSession, T> work) {
    return alone(
        () -> repeat(() -> readOnce(work::apply), Map.of(Kind.CONNECTION_LOST, MOST_TRIES)));
  }

  @Override
  public void demandWrites() {
    if (!node.acceptsWrites()) {
      throw new ReadOnlyNodeException(node.primaryUrl());
    }
  }

  @Override
  public <T> T write(Function<WriteSession, T> work) {
    demandWrites();
    return alone(() -> repeat(() -> writeOnce(tx -> asPrimary(work, tx)), TRIES_OF_WRITES));
  }

  @Override
  public <T> T local(Function<LocalSession, T> work) {
    return alone(() -> repeat(() -> writeOnce(work::apply), TRIES_OF_WRITES));
  }

  /**
   * Another node may be promoted while a change is under way: looked at again before the commit.
   */
  private <T> T asPrimary(Function<WriteSession, T> work, WriteSession tx) {
    T result = work.apply(tx);
    demandWrites();
    return result;
  }

  private <T> T alone(Supplier<T> call) {
    if (open.get()) {
      throw new IllegalStateException("Transactions must not be nested; pass the session on.");
    }
    open.set(true);
    try {
      return call.get();
    } finally {
      open.remove();
    }
  }

  /** Runs again while it fails in a way that a new try can mend, at most so often. */
  private <T> T repeat(Supplier<T> call, Map<Kind, Integer> most) {
    for (int tries = 1; ; tries++) {
      try {
        return call.get();
      } catch (RuntimeException e) {
        int allowed =
            e instanceof UnavailableException
                ? 0
                : errors.failure(e).map(f -> most.getOrDefault(f.kind(), 0)).orElse(0);
        if (tries >= allowed) {
          throw errors.translate(e);
        }
        LOG.debug("Try {} failed; trying again", tries);
      }
    }
  }

  private <T> T readOnce(Function<JdbiSession, T> work) {
    try (Handle handle = database.jdbi().open()) {
      handle.setReadOnly(true);
      handle.begin();
      boolean done = false;
      try {
        T result = work.apply(new JdbiSession(handle, database));
        handle.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          rollBack(handle);
        }
      }
    }
  }

  private <T> T writeOnce(Function<JdbiSession, T> work) {
    try (Handle handle = database.jdbi().open()) {
      handle.begin();
      var session = new JdbiSession(handle, database);
      Ending ending = Ending.ROLLED_BACK;
      try {
        T result = work.apply(session);
        session.beforeCommit();
        ending = Ending.UNKNOWN;
        commit(handle);
        ending = Ending.COMMITTED;
        return result;
      } catch (RefusedCommit refused) {
        ending = Ending.ROLLED_BACK;
        throw refused.reason();
      } finally {
        if (ending == Ending.ROLLED_BACK) {
          rollBack(handle);
        }
        session.ended(ending);
      }
    }
  }

  /** Commits; tells a refusal, after which nothing is there, from an answer that never came. */
  private void commit(Handle handle) {
    try {
      handle.commit();
    } catch (RuntimeException e) {
      boolean unknown = errors.failure(e).map(SqlFailure::leavesOutcomeUnknown).orElse(true);
      if (unknown) {
        LOG.warn("A commit was not answered; its outcome is unknown");
        throw UnavailableException.outcomeUnknown(e);
      }
      throw new RefusedCommit(e);
    }
  }

  private static void rollBack(Handle handle) {
    try {
      handle.rollback();
    } catch (RuntimeException broken) {
      LOG.debug("Rolling back failed; the database does it when the connection ends", broken);
    }
  }

  /** The database refused to commit and rolled back. */
  private static final class RefusedCommit extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final RuntimeException reason;

    private RefusedCommit(RuntimeException reason) {
      super(reason);
      this.reason = reason;
    }

    private RuntimeException reason() {
      return reason;
    }
  }
}
