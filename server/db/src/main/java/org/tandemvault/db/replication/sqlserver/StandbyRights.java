package org.tandemvault.db.replication.sqlserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tandemvault.db.replication.PlanStep;
import org.tandemvault.db.replication.ReplicatedTables;
import org.tandemvault.db.replication.ReplicationProgress;
import org.tandemvault.db.replication.Step;
import org.tandemvault.db.replication.sqlserver.tsql.LoginSentences;
import org.tandemvault.db.replication.sqlserver.tsql.Place;
import org.tandemvault.db.replication.sqlserver.tsql.StandbySentences;
import org.tandemvault.db.replication.sqlserver.tsql.Statement;

/**
 * The standby's login reads the vault and adds rows of its own node only. The right to read is on
 * the schema, so that it outlives every snapshot.
 */
final class StandbyRights implements Step {
  private static final String WHAT =
      "The standby's login reads the vault and adds only its own audit events and heartbeat";
  private static final String READ = "SELECT ON SCHEMA::[" + ReplicatedTables.SCHEMA + "]";
  private static final Set<String> TOO_MUCH =
      Set.of("db_datawriter", "db_ddladmin", "db_securityadmin", "db_accessadmin");

  private final Side standby;

  StandbyRights(Side standby) {
    this.standby = standby;
  }

  @Override
  public PlanStep look() {
    String login = standby.vault().applicationUser();
    List<Row> found = standby.inMaster(LookUp.LOGIN, login);
    if (found.isEmpty()) {
      List<Statement> guards = guards();
      String note =
          "The login "
              + login
              + " is not there yet. Make it on this server (CREATE LOGIN, docs/sqlserver-node.md), or"
              + " name the one that the standby's node works with (app.user); then run this again: it"
              + " takes nothing away and gives the login its rights.";
      return guards.isEmpty()
          ? PlanStep.advice(standby.where(), WHAT, note)
          : new PlanStep(standby.where(), WHAT, Ensure.scripts(guards), PlanStep.State.TO_DO, note);
    }
    if (found.getFirst().flag("sysadmin") || rolesOf(login).contains("db_owner")) {
      return PlanStep.blocked(
          standby.where(),
          WHAT,
          "The login "
              + login
              + " is a sysadmin or owns the database, so nothing holds it back: give the standby's"
              + " node a login of its own (conf/database.conf, app.user) that does not.");
    }
    List<Statement> missing = missing(login);
    return missing.isEmpty()
        ? PlanStep.done(standby.where(), WHAT)
        : PlanStep.toDo(standby.where(), WHAT, Ensure.scripts(missing));
  }

  @Override
  public void act(ReplicationProgress progress) {
    String login = standby.vault().applicationUser();
    standby.run(standby.inMaster(LookUp.LOGIN, login).isEmpty() ? guards() : missing(login));
  }

  private List<String> rolesOf(String login) {
    return standby.inVault(LookUp.DATABASE_USERS).stream()
        .filter(row -> row.text("login_name").equalsIgnoreCase(login))
        .map(row -> row.text("role_name"))
        .toList();
  }

  private List<Statement> missing(String login) {
    LoginSentences sentences = new LoginSentences(login);
    Place place = standby.publication();
    List<Statement> all = new ArrayList<>();
    List<String> roles = rolesOf(login);
    if (roles.isEmpty()) {
      all.add(sentences.createUser(place));
    }
    roles.stream()
        .filter(TOO_MUCH::contains)
        .forEach(role -> all.add(sentences.leave(place, role)));
    List<String> held = held(login);
    for (String right : wanted()) {
      if (!held.contains(right)) {
        all.add(sentences.grant(place, right));
      }
    }
    held.stream()
        .filter(right -> right.contains("[" + ReplicatedTables.SCHEMA + "]"))
        .filter(right -> !wanted().contains(right) && !right.startsWith("SELECT "))
        .forEach(right -> all.add(sentences.revoke(place, right)));
    all.addAll(guards());
    return all;
  }

  private static List<String> wanted() {
    return List.of(
        READ,
        on("INSERT", ReplicatedTables.AUDIT),
        on("INSERT", ReplicatedTables.HEARTBEAT),
        on("UPDATE", ReplicatedTables.HEARTBEAT));
  }

  private static String on(String right, String table) {
    return right + " ON [" + ReplicatedTables.SCHEMA + "].[" + table + "]";
  }

  private List<String> held(String user) {
    return standby.inVault(LookUp.PERMISSIONS, user).stream()
        .map(
            row ->
                row.text("class_desc").equals("SCHEMA")
                    ? row.text("permission_name") + " ON SCHEMA::[" + row.text("schema_name") + "]"
                    : row.text("permission_name")
                        + " ON ["
                        + row.text("schema_name")
                        + "].["
                        + row.text("object_name")
                        + "]")
        .toList();
  }

  private List<Statement> guards() {
    StandbySentences sentences =
        new StandbySentences(standby.publication(), standby.vault().node().value());
    List<Row> there = standby.inVault(LookUp.TRIGGERS, ReplicatedTables.SCHEMA);
    List<Statement> all = new ArrayList<>();
    for (String table : Flow.OWN) {
      InboxSteps.addUnlessThere(
          all, there, StandbySentences.guardName(table), sentences.guard(table));
    }
    return all;
  }
}
