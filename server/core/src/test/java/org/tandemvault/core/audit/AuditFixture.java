package org.tandemvault.core.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.tandemvault.core.node.LocalSession;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.Transactions;

/** An empty store of chains with the gate to it. For contract tests. */
public record AuditFixture(Transactions transactions, AuditEvents events) {

  /** Runs a query. */
  public <T> T read(Function<ReadSession, T> work) {
    return transactions.read(work);
  }

  /** Runs a query for something that may not be there. */
  public <T> Optional<T> found(Function<ReadSession, Optional<T>> query) {
    return transactions.read(query);
  }

  /** Runs a query for several. */
  public <T> List<T> listed(Function<ReadSession, List<T>> query) {
    return transactions.read(query);
  }

  /** Runs a change of this node's own rows. */
  public void local(Consumer<LocalSession> work) {
    transactions.local(
        tx -> {
          work.accept(tx);
          return true;
        });
  }
}
