package org.tandemvault.db.replication;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One publication: which tables, which rows, which kinds of change.
 *
 * @param filter a condition on the rows; empty for all
 * @param changes as in {@code publish}, in the server's order
 */
record PublicationStep(
    ServerSide side, String name, List<String> tables, String filter, String changes)
    implements Step {

  static final String ALL_CHANGES = "insert, update, delete, truncate";

  @Override
  public PlanStep look() {
    String what = "The publication " + name + " offers " + offer();
    List<String> missing = missing();
    return missing.isEmpty()
        ? PlanStep.done(side.where(), what)
        : PlanStep.toDo(side.where(), what, missing);
  }

  @Override
  public void act(ReplicationProgress progress) {
    List<String> statements = missing();
    side.session()
        .atomically(
            () -> {
              side.session().executeAll(statements);
              return true;
            });
  }

  private String offer() {
    if (tables.size() > 1) {
      return "the vault's " + tables.size() + " tables";
    }
    return tables.getFirst() + " where " + filter;
  }

  private List<String> missing() {
    List<Boolean> found =
        side.session()
            .rows(
                "SELECT pubinsert = ('insert' = ANY (c)) AND pubupdate = ('update' = ANY (c))"
                    + " AND pubdelete = ('delete' = ANY (c))"
                    + " AND pubtruncate = ('truncate' = ANY (c)) AND NOT puballtables"
                    + " FROM pg_publication, string_to_array(?, ', ') c WHERE pubname = ?",
                row -> row.getBoolean(1),
                changes,
                name);
    if (found.isEmpty()) {
      return List.of("CREATE PUBLICATION " + name + " FOR TABLE " + tableList() + with());
    }
    List<String> sql = new java.util.ArrayList<>();
    if (!found.getFirst()) {
      sql.add("ALTER PUBLICATION " + name + " SET (publish = '" + changes + "')");
    }
    if (!tablesFit()) {
      sql.add("ALTER PUBLICATION " + name + " SET TABLE " + tableList());
    }
    return sql;
  }

  private boolean tablesFit() {
    List<String> there =
        side.session()
            .words(
                "SELECT tablename || ' '"
                    + " || regexp_replace(coalesce(rowfilter, ''), '::[a-z]+|[()]', '', 'g')"
                    + " FROM pg_publication_tables WHERE pubname = ? ORDER BY 1",
                name);
    return there.equals(tables.stream().map(t -> t + " " + filter).sorted().toList());
  }

  private String with() {
    return " WITH (publish = '" + changes + "')";
  }

  private String tableList() {
    String where = filter.isEmpty() ? "" : " WHERE (" + filter + ")";
    return tables.stream()
        .map(t -> ReplicatedTables.SCHEMA + "." + ServerSession.name(t) + where)
        .collect(Collectors.joining(", "));
  }
}
