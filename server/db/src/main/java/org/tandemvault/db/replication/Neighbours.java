package org.tandemvault.db.replication;

import java.util.List;
import org.tandemvault.db.replication.PlanStep.Where;

/**
 * Warns of a server that holds more than the vault: who may replicate from it can copy all of it,
 * whatever the vault grants (docs/adr/0060).
 */
final class Neighbours implements Step.Check {
  private static final String WHAT = "The server holds the vault and nothing else";

  private final Where where;
  private final ServerSession session;

  Neighbours(Where where, ServerSession session) {
    this.where = where;
    this.session = session;
  }

  @Override
  public PlanStep look() {
    List<String> others =
        session.words(
            "SELECT datname FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres'"
                + " AND datname <> current_database() ORDER BY datname");
    return others.isEmpty()
        ? PlanStep.done(where, WHAT)
        : PlanStep.advice(
            where,
            WHAT,
            "It also holds "
                + String.join(", ", others)
                + ". Whoever has the key of "
                + ReplicationNames.ROLE
                + " can copy the whole server: give the vault a server of its own.");
  }
}
