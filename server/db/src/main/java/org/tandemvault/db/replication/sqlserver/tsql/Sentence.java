package org.tandemvault.db.replication.sqlserver.tsql;

import java.util.List;
import java.util.function.Supplier;
import org.tandemvault.crypto.Secret;

/** T-SQL that is no procedure call: logins, rights, tables, triggers. */
public record Sentence(Place place, String shown, String sent, List<Supplier<Secret>> secrets)
    implements Statement {

  public Sentence {
    secrets = List.copyOf(secrets);
  }

  static Sentence of(Place place, String text) {
    return new Sentence(place, text, text, List.of());
  }
}
