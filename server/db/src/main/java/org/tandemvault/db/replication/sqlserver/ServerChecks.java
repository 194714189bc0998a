package org.tandemvault.db.replication.sqlserver;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tandemvault.db.replication.PlanStep;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.ReplicationPlan;
import org.tandemvault.db.replication.Step;

/** What must be so at one server before anything is done there. */
final class ServerChecks {
  private static final int OLDEST = 15;
  private static final long GIGABYTE = 1L << 30;

  private final Side side;

  ServerChecks(Side side) {
    this.side = side;
  }

  List<Step> steps() {
    Step.Check right = this::sysadmin;
    List<Step> anybodyMayLook =
        List.of(
            right,
            check("The edition may publish", this::edition),
            check("The server knows its own name", this::name),
            check("Logins with a password are allowed", this::mixedMode));
    return side.facts().login().sysadmin()
        ? Stream.concat(anybodyMayLook.stream(), others().stream()).toList()
        : anybodyMayLook;
  }

  private List<Step> others() {
    return List.of(
        check("SQL Server Agent runs", this::agent),
        check("The vault's database can be written and has no snapshots", this::database),
        check("No other server distributes for this one", this::distributor),
        advice("Readers and agents do not block each other", this::rowVersions),
        check("There is room for a snapshot and for changes that wait", this::room));
  }

  private PlanStep sysadmin() {
    String what = "You are a sysadmin";
    return side.facts().login().sysadmin()
        ? PlanStep.done(side.where(), what)
        : PlanStep.forbidden(
            side.where(),
            what,
            "Only a member of the role sysadmin may set up or remove replication: use such a login;"
                + " it is not stored.");
  }

  /** Whoever may not is told before anything is done. */
  static void requireSysadmin(Side side) {
    new ReplicationPlan(List.of(new ServerChecks(side).sysadmin())).requireUnblocked();
  }

  private String edition() {
    ServerFacts.Build build = side.facts().build();
    if (!build.mayPublish()) {
      return build.edition()
          + " can only receive, but both servers must send as well: use Standard or Enterprise.";
    }
    return build.major() < OLDEST
        ? "SQL Server 2019 (15) or newer is needed; this is version " + build.major() + "."
        : "";
  }

  private String name() {
    ServerFacts facts = side.facts();
    if (!facts.name().isEmpty() && facts.name().equalsIgnoreCase(facts.realName())) {
      return "";
    }
    return "It calls itself '"
        + facts.name()
        + "' (@@SERVERNAME) but is '"
        + facts.realName()
        + "' (it was renamed or cloned). Run EXEC sp_dropserver '"
        + facts.name()
        + "', 'droplogins'; EXEC sp_addserver '"
        + facts.realName()
        + "', 'local'; and restart the server.";
  }

  private String mixedMode() {
    return side.facts().login().windowsOnly()
        ? "The agents sign in with logins of their own: allow SQL Server and Windows"
            + " authentication (server properties, Security), and restart the server."
        : "";
  }

  private String agent() {
    boolean runs = side.inMaster(LookUp.AGENT_SERVICE).getFirst().flag("running");
    return runs
        ? ""
        : "Start the service SQL Server Agent and let it start by itself (on Linux: mssql-conf set"
            + " sqlagent.enabled true, then restart SQL Server).";
  }

  private String database() {
    List<Row> rows = side.inMaster(LookUp.DATABASE, side.vault().database());
    if (rows.isEmpty()) {
      return "There is no database " + side.vault().database() + ": make it, or correct the name.";
    }
    Row row = rows.getFirst();
    if (!row.text("state_desc").equals("ONLINE")) {
      return "The database is " + row.text("state_desc") + ": bring it online.";
    }
    if (row.flag("is_read_only")) {
      return "The database is read-only: set it READ_WRITE.";
    }
    return row.flag("snapshots")
        ? "The database has database snapshots: drop them, replication cannot be changed meanwhile."
        : "";
  }

  private String distributor() {
    List<Row> rows = side.inMaster(LookUp.DISTRIBUTOR);
    String name =
        rows.isEmpty() || !rows.getFirst().flag("installed")
            ? ""
            : rows.getFirst().text("distribution server");
    return name.isEmpty() || side.facts().isCalled(name)
        ? ""
        : "The server "
            + name
            + " distributes for it. Here each server distributes its own changes, so that a cut"
            + " link fills no log: remove that set-up first (sp_dropdistributor).";
  }

  private String rowVersions() {
    List<Row> rows = side.inMaster(LookUp.DATABASE, side.vault().database());
    return rows.isEmpty() || rows.getFirst().flag("row_versions")
        ? ""
        : "Run ALTER DATABASE "
            + side.vault().database()
            + " SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE while the node is stopped.";
  }

  private String room() {
    List<Row> rows = side.inVault(LookUp.VOLUMES);
    if (rows.isEmpty() || !rows.getFirst().has("free_bytes")) {
      return "";
    }
    long free = rows.getFirst().number("free_bytes");
    long size = rows.getFirst().number("database_bytes");
    return free > size + GIGABYTE
        ? ""
        : "Only "
            + free / GIGABYTE
            + " GB are free beside a database of "
            + size / GIGABYTE
            + " GB: make room for at least as much again and 1 GB.";
  }

  private Step check(String what, Supplier<String> trouble) {
    Step.Check step =
        () -> {
          String told = told(trouble);
          return told.isEmpty()
              ? PlanStep.done(side.where(), what)
              : PlanStep.blocked(side.where(), what, told);
        };
    return step;
  }

  private Step advice(String what, Supplier<String> trouble) {
    Step.Check step =
        () -> {
          String told = told(trouble);
          return told.isEmpty()
              ? PlanStep.done(side.where(), what)
              : PlanStep.advice(side.where(), what, told);
        };
    return step;
  }

  /** A server that only speaks like SQL Server does not know all that is asked. */
  private static String told(Supplier<String> trouble) {
    try {
      return trouble.get();
    } catch (ReplicationException e) {
      if (e.reason() == ReplicationException.Reason.UNREACHABLE) {
        throw e;
      }
      return "This can't be looked at; is it a SQL Server, and are you a sysadmin? "
          + e.getMessage();
    }
  }
}
