package org.tandemvault.core.node;

import java.util.List;
import java.util.function.Function;
import org.tandemvault.core.node.CommitParticipant.Ending;
import org.tandemvault.core.shared.ReadOnlyNodeException;
import org.tandemvault.core.shared.UnavailableException;

/** The gate to an {@link InMemoryDatabase}. Thread-safe. */
public final class InMemoryTransactions implements Transactions {

  private final InMemoryDatabase database;
  private final Node node;

  public InMemoryTransactions(InMemoryDatabase database, Node node) {
    this.database = database;
    this.node = node;
  }

  /** A primary's gate. */
  public static InMemoryTransactions primary(InMemoryDatabase database) {
    return new InMemoryTransactions(database, new Node(new NodeId("node-1"), NodeRole.PRIMARY, ""));
  }

  /** A standby's gate. */
  public static InMemoryTransactions standby(InMemoryDatabase database) {
    return new InMemoryTransactions(
        database, new Node(new NodeId("node-2"), NodeRole.STANDBY, "https://primary.example:7272"));
  }

  @Override
  public <T> T read(Function<ReadSession, T> work) {
    database.enter();
    InMemorySession session = new InMemorySession(database);
    try {
      return work.apply(session);
    } finally {
      session.close();
      database.leave();
    }
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
    database.enter();
    try {
      InMemorySession.Write session = new InMemorySession.Write(database);
      return finish(
          session,
          tx -> {
            T result = work.apply((WriteSession) tx);
            demandWrites();
            session.participants().forEach(CommitParticipant::beforeCommit);
            return result;
          });
    } finally {
      database.leave();
    }
  }

  @Override
  public <T> T local(Function<LocalSession, T> work) {
    database.enter();
    try {
      return finish(new InMemorySession.Local(database), work);
    } finally {
      database.leave();
    }
  }

  private <T> T finish(InMemorySession.Local session, Function<LocalSession, T> work) {
    Ending ending = Ending.ROLLED_BACK;
    try {
      T result = work.apply(session);
      ending = commit(session);
      if (ending == Ending.UNKNOWN) {
        throw UnavailableException.outcomeUnknown(new InMemoryDatabase.Unreachable());
      }
      return result;
    } finally {
      if (ending == Ending.ROLLED_BACK) {
        session.rollBack();
      }
      session.close();
      for (CommitParticipant participant : participantsOf(session)) {
        participant.ended(ending);
      }
    }
  }

  private Ending commit(InMemorySession.Local session) {
    return switch (database.takeCommit()) {
      case WORKS -> Ending.COMMITTED;
      case ANSWER_LOST -> Ending.UNKNOWN;
      case REQUEST_LOST -> {
        session.rollBack();
        yield Ending.UNKNOWN;
      }
      case FAILS ->
          throw UnavailableException.database(
              "The database refused to commit.", new InMemoryDatabase.Unreachable());
    };
  }

  private static List<CommitParticipant> participantsOf(InMemorySession.Local session) {
    return session instanceof InMemorySession.Write write ? write.participants() : List.of();
  }
}
