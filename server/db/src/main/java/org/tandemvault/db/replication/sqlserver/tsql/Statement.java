package org.tandemvault.db.replication.sqlserver.tsql;

import java.util.List;
import java.util.function.Supplier;
import org.tandemvault.crypto.Secret;

/** Something that is run at a server: a batch of its own, outside any transaction. */
public sealed interface Statement permits ProcedureCall, Sentence, Insertion {

  /** The database it runs in. */
  Place place();

  /** The text for people and logs, secrets masked, without the database. */
  String shown();

  /** The text that is sent, with a question mark for each secret. */
  String sent();

  /** What is bound to the question marks, in order; closed by whoever gave it. */
  List<Supplier<Secret>> secrets();

  /** The whole batch as a person would type it. */
  default String script() {
    return "USE " + Quoted.name(place().database()) + "; " + shown();
  }
}
