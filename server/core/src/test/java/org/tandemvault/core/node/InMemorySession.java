package org.tandemvault.core.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One open transaction of an {@link InMemoryDatabase}; tables tell it how to undo what they did.
 */
public sealed class InMemorySession implements ReadSession {

  private final Thread thread = Thread.currentThread();
  private final InMemoryDatabase database;
  private boolean open = true;

  InMemorySession(InMemoryDatabase database) {
    this.database = database;
  }

  /** For queries of tables: the session is open, on its thread, and the database answers. */
  public static void reads(ReadSession tx) {
    InMemorySession session = (InMemorySession) tx;
    if (!session.open || session.thread != Thread.currentThread()) {
      throw new IllegalStateException("this session is over or belongs to another thread");
    }
    session.database.lost().ifPresent(InMemorySession::raise);
  }

  /** For changes of tables: as {@link #reads}, and this is how to take the change back. */
  public static void changes(LocalSession tx, Runnable undo) {
    reads(tx);
    ((Local) tx).undo.push(undo);
  }

  void close() {
    open = false;
  }

  private static void raise(RuntimeException lost) {
    throw lost;
  }

  /** May change this node's own rows. */
  static sealed class Local extends InMemorySession implements LocalSession {

    private final Deque<Runnable> undo = new ArrayDeque<>();

    Local(InMemoryDatabase database) {
      super(database);
    }

    void rollBack() {
      while (!undo.isEmpty()) {
        undo.pop().run();
      }
    }
  }

  /** May change the vault. */
  static final class Write extends Local implements WriteSession {

    private final Map<Class<?>, CommitParticipant> participants = new LinkedHashMap<>();

    Write(InMemoryDatabase database) {
      super(database);
    }

    @Override
    public <P extends CommitParticipant> P participant(Class<P> kind, Supplier<P> ifAbsent) {
      return kind.cast(participants.computeIfAbsent(kind, absent -> ifAbsent.get()));
    }

    List<CommitParticipant> participants() {
      return new ArrayList<>(participants.values());
    }
  }
}
