package org.tandemvault.db.replication;

import java.util.ArrayList;
import java.util.List;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.db.replication.PlanStep.Where;

/**
 * The standby's application login reads the vault, and adds rows of its own node to the audit and
 * the heartbeat: the database holds to it whatever the application does. The worker that applies
 * the primary's changes passes, since it works as the tables' owner.
 */
final class StandbyRights implements Step {
  private static final String WHAT =
      "The standby's login reads the vault and adds only its own audit events and heartbeat";
  private static final String READS = "vault_reads";
  private static final String APPENDS = "vault_appends";
  private static final String BEATS = "vault_beats";

  private final ServerSession session;
  private final String user;
  private final String node;

  StandbyRights(ServerSession session, NodeId node, String user) {
    this.session = session;
    this.user = user;
    this.node = node.value();
  }

  @Override
  public PlanStep look() {
    if (!session.exists("SELECT rolname FROM pg_roles WHERE rolname = ?", user)) {
      return PlanStep.blocked(
          Where.STANDBY,
          WHAT,
          "There is no login "
              + user
              + ": make it (CREATE ROLE ... LOGIN), or name the standby's app.user.");
    }
    if (tooMighty()) {
      return PlanStep.blocked(
          Where.STANDBY,
          WHAT,
          "The login "
              + user
              + " is a superuser, passes row security or owns the tables: give the standby's node"
              + " a login of its own (conf/database.conf, app.user) that does not.");
    }
    return isNarrow()
        ? PlanStep.done(Where.STANDBY, WHAT)
        : PlanStep.toDo(Where.STANDBY, WHAT, statements());
  }

  @Override
  public void act(ReplicationProgress progress) {
    List<String> statements = statements();
    session.atomically(
        () -> {
          session.executeAll(statements);
          return true;
        });
  }

  private boolean tooMighty() {
    return session.isTrue(
        """
            SELECT EXISTS (SELECT FROM pg_roles r
                            WHERE r.rolname = ? AND (r.rolsuper OR r.rolbypassrls))
                OR EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                            WHERE n.nspname = ? AND c.relkind = 'r'
                              AND pg_has_role(?, c.relowner, 'MEMBER'))
            """,
        user,
        ReplicatedTables.SCHEMA,
        user);
  }

  private boolean isNarrow() {
    return allTablesAre()
        && policyIs(ReplicatedTables.AUDIT, READS)
        && policyIs(ReplicatedTables.AUDIT, APPENDS)
        && policyIs(ReplicatedTables.HEARTBEAT, READS)
        && policyIs(ReplicatedTables.HEARTBEAT, APPENDS)
        && policyIs(ReplicatedTables.HEARTBEAT, BEATS);
  }

  /** Exactly the rights meant, on every table there is, also on those this version knows not. */
  private boolean allTablesAre() {
    return session.isTrue(
        """
            SELECT count(*) > 0 AND bool_and(
                     has_table_privilege(?, c.oid, 'SELECT')
                     AND has_table_privilege(?, c.oid, 'INSERT') = (c.relname = ANY (?))
                     AND has_table_privilege(?, c.oid, 'UPDATE') = (c.relname = ?)
                     AND NOT has_table_privilege(?, c.oid, 'DELETE, TRUNCATE, TRIGGER')
                     AND (c.relrowsecurity OR NOT c.relname = ANY (?)))
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = ? AND c.relkind = 'r'
            """,
        user,
        user,
        own(),
        user,
        ReplicatedTables.HEARTBEAT,
        user,
        own(),
        ReplicatedTables.SCHEMA);
  }

  private static String[] own() {
    return new String[] {ReplicatedTables.AUDIT, ReplicatedTables.HEARTBEAT};
  }

  private boolean policyIs(String table, String policy) {
    return session.exists(
        "SELECT policyname FROM pg_policies WHERE schemaname = ? AND tablename = ?"
            + " AND policyname = ? AND CAST(? AS name) = ANY (roles)"
            + " AND (policyname = ? OR position(? IN with_check) > 0)",
        ReplicatedTables.SCHEMA,
        table,
        policy,
        user,
        READS,
        "'" + node + "'");
  }

  private List<String> statements() {
    String to = ServerSession.name(user);
    String schema = ReplicatedTables.SCHEMA;
    String audit = schema + "." + ReplicatedTables.AUDIT;
    String heartbeat = schema + "." + ReplicatedTables.HEARTBEAT;
    List<String> sql = new ArrayList<>();
    sql.add("REVOKE ALL ON ALL TABLES IN SCHEMA " + schema + " FROM PUBLIC, " + to);
    sql.add("REVOKE CREATE ON SCHEMA " + schema + " FROM PUBLIC, " + to);
    sql.add("GRANT USAGE ON SCHEMA " + schema + " TO " + to);
    sql.add("GRANT SELECT ON ALL TABLES IN SCHEMA " + schema + " TO " + to);
    sql.add("GRANT INSERT ON " + audit + ", " + heartbeat + " TO " + to);
    sql.add("GRANT UPDATE ON " + heartbeat + " TO " + to);
    for (String table : List.of(audit, heartbeat)) {
      sql.add("ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY");
      sql.addAll(policy(table, READS, "SELECT", "USING (true)"));
      sql.addAll(policy(table, APPENDS, "INSERT", "WITH CHECK (" + mine() + ")"));
    }
    sql.addAll(
        policy(heartbeat, BEATS, "UPDATE", "USING (" + mine() + ") WITH CHECK (" + mine() + ")"));
    return sql;
  }

  private String mine() {
    return ReplicatedTables.NODE_COLUMN + " = " + ServerSession.literal(node);
  }

  private List<String> policy(String table, String name, String command, String rule) {
    String roles =
        command.equals("SELECT")
            ? ServerSession.name(user) + ", " + ReplicationNames.ROLE
            : ServerSession.name(user);
    return List.of(
        "DROP POLICY IF EXISTS " + name + " ON " + table,
        "CREATE POLICY " + name + " ON " + table + " FOR " + command + " TO " + roles + " " + rule);
  }

  /** What takes the row security away again. */
  static List<String> removal(ServerSession session) {
    List<String> sql = new ArrayList<>();
    session
        .rows(
            "SELECT tablename, policyname FROM pg_policies WHERE schemaname = ?"
                + " AND policyname = ANY (?)",
            row ->
                "DROP POLICY "
                    + row.getString(2)
                    + " ON "
                    + ReplicatedTables.SCHEMA
                    + "."
                    + ServerSession.name(row.getString(1)),
            ReplicatedTables.SCHEMA,
            new String[] {READS, APPENDS, BEATS})
        .forEach(sql::add);
    session
        .words(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE n.nspname = ? AND c.relrowsecurity AND c.relname = ANY (?)",
            ReplicatedTables.SCHEMA,
            own())
        .forEach(
            t ->
                sql.add(
                    "ALTER TABLE "
                        + ReplicatedTables.SCHEMA
                        + "."
                        + ServerSession.name(t)
                        + " DISABLE ROW LEVEL SECURITY"));
    return sql;
  }
}
