package org.tandemvault.db.session;

import java.sql.Connection;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.tandemvault.core.node.CommitParticipant;
import org.tandemvault.core.node.CommitParticipant.Ending;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.db.platform.Platform;
import org.tandemvault.db.platform.SqlFailure;

/**
 * An open transaction, for the repositories of this module. Used by one thread, and only while the
 * work runs.
 */
public final class JdbiSession implements WriteSession {
  private final Handle handle;
  private final VaultDatabase database;
  private final Map<Class<?>, CommitParticipant> participants = new LinkedHashMap<>();

  JdbiSession(Handle handle, VaultDatabase database) {
    this.handle = handle;
    this.database = database;
  }

  /** The session behind a core session. */
  public static JdbiSession of(ReadSession tx) {
    if (tx instanceof JdbiSession session) {
      return session;
    }
    throw new IllegalArgumentException("This session is of another store: " + tx.getClass());
  }

  /** A query from its file, e.g. {@code identity/user_find}. */
  public Query query(String name) {
    return handle.createQuery(database.statements().text(name));
  }

  /** A change from its file. */
  public Update update(String name) {
    return handle.createUpdate(database.statements().text(name));
  }

  /** A change from its file for many rows. Must not be executed empty. */
  public PreparedBatch batch(String name) {
    return handle.prepareBatch(database.statements().text(name));
  }

  /** The text of a file that is part of a statement. */
  public String text(String name) {
    return database.statements().text(name);
  }

  /** The engine behind it. */
  public Platform platform() {
    return database.platform();
  }

  /** The violated constraint's name if the exception is about a doubled key, else empty. */
  public String duplicateOf(RuntimeException thrown) {
    return database
        .errors()
        .failure(thrown)
        .filter(f -> f.kind() == SqlFailure.Kind.DUPLICATE)
        .map(SqlFailure::constraint)
        .orElse("");
  }

  @Override
  public <P extends CommitParticipant> P participant(Class<P> kind, Supplier<P> ifAbsent) {
    return kind.cast(participants.computeIfAbsent(kind, absent -> ifAbsent.get()));
  }

  /** For tests that do what no repository does. */
  Connection connection() {
    return handle.getConnection();
  }

  /** Lets all participants do their last statements, those too that join meanwhile. */
  void beforeCommit() {
    int done = 0;
    while (done < participants.size()) {
      List<CommitParticipant> joined = List.copyOf(participants.values());
      joined.subList(done, joined.size()).forEach(CommitParticipant::beforeCommit);
      done = joined.size();
    }
  }

  /** Tells all participants; the rest is told even if one throws. */
  void ended(Ending ending) {
    endAll(List.copyOf(participants.values()), ending);
  }

  private static void endAll(Collection<CommitParticipant> left, Ending ending) {
    var remaining = List.copyOf(left);
    if (remaining.isEmpty()) {
      return;
    }
    try {
      remaining.getFirst().ended(ending);
    } finally {
      endAll(remaining.subList(1, remaining.size()), ending);
    }
  }
}
