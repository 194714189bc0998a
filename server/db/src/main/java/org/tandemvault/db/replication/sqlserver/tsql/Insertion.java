package org.tandemvault.db.replication.sqlserver.tsql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.tandemvault.crypto.Secret;

/** One row that is written as it was read elsewhere; its values are bound and never printed. */
public record Insertion(
    Place place, String schema, String table, List<String> columns, List<Object> values)
    implements Statement {

  public Insertion {
    columns = List.copyOf(columns);
    values = Collections.unmodifiableList(new ArrayList<>(values)); // may hold nothing
  }

  @Override
  public String shown() {
    return text("...");
  }

  @Override
  public String sent() {
    return text(String.join(", ", Collections.nCopies(columns.size(), "?")));
  }

  @Override
  public List<Supplier<Secret>> secrets() {
    return List.of();
  }

  private String text(String places) {
    return "INSERT INTO "
        + Quoted.name(schema, table)
        + " ("
        + columns.stream().map(Quoted::name).collect(Collectors.joining(", "))
        + ") VALUES ("
        + places
        + ")";
  }

  @Override
  public String toString() {
    return "Insertion[" + schema + "." + table + "]";
  }
}
