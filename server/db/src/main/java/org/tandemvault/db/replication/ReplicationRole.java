package org.tandemvault.db.replication;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The role by which the other server reads: no password, only what is published. */
final class ReplicationRole implements Step {
  private static final String WHAT =
      "The role " + ReplicationNames.ROLE + " may replicate and read what is published";

  private final ServerSide side;
  private final List<String> published;

  ReplicationRole(ServerSide side, List<String> published) {
    this.side = side;
    this.published = published;
  }

  @Override
  public PlanStep look() {
    List<String> missing = missing();
    return missing.isEmpty()
        ? PlanStep.done(side.where(), WHAT)
        : PlanStep.toDo(side.where(), WHAT, missing);
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

  private List<String> missing() {
    List<String> sql = new ArrayList<>();
    List<Boolean> fit =
        side.session()
            .rows(
                "SELECT rolcanlogin AND rolreplication AND NOT rolsuper FROM pg_roles"
                    + " WHERE rolname = ?",
                row -> row.getBoolean(1),
                ReplicationNames.ROLE);
    if (fit.isEmpty()) {
      sql.add(
          "CREATE ROLE "
              + ReplicationNames.ROLE
              + " LOGIN REPLICATION NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT");
    } else if (!fit.getFirst()) {
      sql.add("ALTER ROLE " + ReplicationNames.ROLE + " LOGIN REPLICATION NOSUPERUSER");
    }
    if (fit.isEmpty() || !mayRead()) {
      sql.addAll(grants());
    }
    return sql;
  }

  private boolean mayRead() {
    String schema = ReplicatedTables.SCHEMA;
    return schemaIsThere()
        && side.session()
            .isTrue(
                "SELECT has_database_privilege(?, current_database(), 'CONNECT')"
                    + " AND has_schema_privilege(?, ?, 'USAGE')",
                ReplicationNames.ROLE,
                ReplicationNames.ROLE,
                schema)
        && published.stream()
            .allMatch(
                table ->
                    side.session()
                        .isTrue(
                            "SELECT coalesce(has_table_privilege(?, to_regclass(?), 'SELECT'),"
                                + " false)",
                            ReplicationNames.ROLE,
                            schema + "." + ServerSession.name(table)));
  }

  private boolean schemaIsThere() {
    return side.session()
        .exists("SELECT nspname FROM pg_namespace WHERE nspname = ?", ReplicatedTables.SCHEMA);
  }

  private List<String> grants() {
    String database = side.session().word("SELECT current_database()");
    String tables =
        published.stream()
            .map(t -> ReplicatedTables.SCHEMA + "." + ServerSession.name(t))
            .collect(Collectors.joining(", "));
    String role = " TO " + ReplicationNames.ROLE;
    return List.of(
        "GRANT CONNECT ON DATABASE " + ServerSession.name(database) + role,
        "GRANT USAGE ON SCHEMA " + ReplicatedTables.SCHEMA + role,
        "GRANT SELECT ON " + tables + role);
  }
}
