package org.tandemvault.db.replication.sqlserver;

import java.util.List;
import java.util.Optional;
import org.tandemvault.db.replication.sqlserver.tsql.MarkCalls;
import org.tandemvault.db.replication.sqlserver.tsql.Statement;

/** A note of ours in the vault's database. */
record Marks(Side side, String name) {

  Optional<String> value() {
    return side.inVault(LookUp.MARK, name).stream().map(row -> row.text("value")).findFirst();
  }

  boolean is(String value) {
    return value().filter(value::equals).isPresent();
  }

  Statement set(String value) {
    MarkCalls calls = new MarkCalls(side.publication(), name);
    return value().isPresent() ? calls.update(value) : calls.add(value);
  }

  List<Statement> drop() {
    return value().isPresent()
        ? List.of(new MarkCalls(side.publication(), name).drop())
        : List.of();
  }
}
