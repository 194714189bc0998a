package org.tandemvault.core.node;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.tandemvault.core.shared.UnavailableException;

/**
 * A database in memory: tables that join its transactions through their session, and the failures a
 * real one has. Thread-safe.
 *
 * <p>Transactions run one after the other, unless it is made {@link #concurrent}: then they see
 * each other's uncommitted rows, as far as the tables allow.
 */
public final class InMemoryDatabase {

  private final ReentrantLock gate = new ReentrantLock();
  private final ThreadLocal<Boolean> busy = ThreadLocal.withInitial(() -> false);
  private final boolean exclusive;
  private volatile boolean unreachable;
  private volatile Commit nextCommit = Commit.WORKS;

  private InMemoryDatabase(boolean exclusive) {
    this.exclusive = exclusive;
  }

  /** How a commit goes. */
  enum Commit {
    WORKS,
    FAILS,
    /** It is there, but the answer is lost. */
    ANSWER_LOST,
    /** It is not there, and the answer is lost. */
    REQUEST_LOST
  }

  /** Transactions see nothing of each other. */
  public static InMemoryDatabase create() {
    return new InMemoryDatabase(true);
  }

  /** Transactions run at the same time. */
  public static InMemoryDatabase concurrent() {
    return new InMemoryDatabase(false);
  }

  /** From now on nothing answers, or all does again. */
  public void unreachable(boolean now) {
    unreachable = now;
  }

  /** The next commit of a change is refused and everything rolled back. */
  public void failNextCommit() {
    nextCommit = Commit.FAILS;
  }

  /**
   * The link breaks during the next commit of a change.
   *
   * @param committed whether the database has it all the same
   */
  public void loseNextAnswer(boolean committed) {
    nextCommit = committed ? Commit.ANSWER_LOST : Commit.REQUEST_LOST;
  }

  void enter() {
    if (busy.get()) {
      throw new IllegalStateException("transactions must not be nested");
    }
    if (unreachable) {
      throw UnavailableException.database("The database does not answer.", new Unreachable());
    }
    if (exclusive) {
      gate.lock();
    }
    busy.set(true);
  }

  void leave() {
    busy.remove();
    if (exclusive) {
      gate.unlock();
    }
  }

  Commit takeCommit() {
    Commit taken = nextCommit;
    nextCommit = Commit.WORKS;
    return unreachable ? Commit.REQUEST_LOST : taken;
  }

  Optional<UnavailableException> lost() {
    return unreachable
        ? Optional.of(
            UnavailableException.database("The database does not answer.", new Unreachable()))
        : Optional.empty();
  }

  /** The cause of simulated failures. */
  static final class Unreachable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreachable() {
      super("simulated");
    }
  }
}
