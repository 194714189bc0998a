package org.tandemvault.core.node;

import java.util.function.Supplier;

/** Proof that the vault may be changed; only {@link Transactions#write} gives one. */
public interface WriteSession extends LocalSession {

  /**
   * The transaction's one participant of this kind, made at the first call.
   *
   * @param kind at most one participant per class takes part in a transaction
   */
  <P extends CommitParticipant> P participant(Class<P> kind, Supplier<P> ifAbsent);
}
