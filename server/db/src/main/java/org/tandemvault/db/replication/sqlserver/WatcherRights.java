package org.tandemvault.db.replication.sqlserver;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tandemvault.db.replication.PlanStep;
import org.tandemvault.db.replication.ReplicationProgress;
import org.tandemvault.db.replication.Step;
import org.tandemvault.db.replication.sqlserver.tsql.LoginSentences;
import org.tandemvault.db.replication.sqlserver.tsql.Place;
import org.tandemvault.db.replication.sqlserver.tsql.Statement;

/**
 * The node may watch its own server's agents, and whoever owns the vault's database may also start
 * them again: so the page of high availability knows, and a dead agent comes back by itself.
 */
final class WatcherRights implements Step {
  private static final String WHAT = "The node may watch the agents, and start a dead one again";
  private static final String WATCHER = "replmonitor";
  private static final String STARTER = "SQLAgentOperatorRole";
  private static final List<String> TABLES =
      List.of(
          "MSlogreader_agents",
          "MSsnapshot_agents",
          "MSdistribution_agents",
          "MSlogreader_history",
          "MSsnapshot_history",
          "MSdistribution_history",
          "MSrepl_errors",
          "MSpublications",
          "MStracer_tokens",
          "MStracer_history");

  private static final List<String> JOB_TABLES =
      List.of("sysjobs", "sysjobsteps", "sysjobactivity", "syssessions");
  private static final List<String> SENDER_TABLES =
      List.of("syspublications", "sysarticles", "syssubscriptions");
  private static final String RECEIVER_TABLE = "MSreplication_subscriptions";

  private final Side side;

  WatcherRights(Side side) {
    this.side = side;
  }

  @Override
  public PlanStep look() {
    List<Statement> missing = missing();
    if (!missing.isEmpty()) {
      return PlanStep.toDo(side.where(), WHAT, Ensure.scripts(missing));
    }
    return side.inMaster(LookUp.LOGIN, side.vault().applicationUser()).isEmpty()
        ? PlanStep.advice(
            side.where(),
            WHAT,
            "The login "
                + side.vault().applicationUser()
                + " is not there yet: make it, or name the one that the node works with (app.user); then"
                + " run this again.")
        : PlanStep.done(side.where(), WHAT);
  }

  @Override
  public void act(ReplicationProgress progress) {
    side.run(missing());
  }

  private List<Statement> missing() {
    List<Statement> all = new ArrayList<>();
    Set<String> watchers = new LinkedHashSet<>(owners());
    watchers.add(side.vault().applicationUser());
    for (String login : watchers) {
      List<Row> found = side.inMaster(LookUp.LOGIN, login);
      if (!found.isEmpty() && !found.getFirst().flag("sysadmin")) {
        all.addAll(joining(side.distribution(), login, WATCHER));
        all.addAll(reading(side.distribution(), login, TABLES));
      }
    }
    all.addAll(inVault());
    for (String login : owners()) {
      all.addAll(joining(Place.MSDB, login, STARTER));
      all.addAll(reading(Place.MSDB, login, JOB_TABLES));
    }
    return all;
  }

  /** Replication's own tables beside the vault's, once they are there and the login is a user. */
  private List<Statement> inVault() {
    String login = side.vault().applicationUser();
    boolean user =
        side.inVault(LookUp.DATABASE_USERS).stream()
            .anyMatch(row -> row.text("login_name").equalsIgnoreCase(login));
    List<String> tables = new ArrayList<>();
    if (!side.inVault(LookUp.PUBLICATIONS).isEmpty()) {
      tables.addAll(SENDER_TABLES);
    }
    if (!side.inVault(LookUp.RECEIVED).isEmpty()) {
      tables.add(RECEIVER_TABLE);
    }
    return user ? reading(side.publication(), login, tables) : List.of();
  }

  private List<Statement> reading(Place place, String login, List<String> tables) {
    LoginSentences sentences = new LoginSentences(login);
    List<Statement> all = new ArrayList<>();
    Set<String> held = new LinkedHashSet<>();
    for (Row row : side.session().look(place, LookUp.PERMISSIONS, login)) {
      held.add(row.text("object_name"));
    }
    for (String table : tables) {
      if (!held.contains(table)) {
        all.add(sentences.grant(place, "SELECT ON [dbo].[" + table + "]"));
      }
    }
    return all;
  }

  private List<Statement> joining(Place place, String login, String role) {
    LoginSentences sentences = new LoginSentences(login);
    List<Row> there =
        side.session().look(place, LookUp.DATABASE_USERS).stream()
            .filter(row -> row.text("login_name").equalsIgnoreCase(login))
            .toList();
    List<Statement> all = new ArrayList<>();
    if (there.isEmpty()) {
      all.add(sentences.createUser(place));
    }
    if (there.stream().noneMatch(row -> row.text("role_name").equals(role))) {
      all.add(sentences.join(place, role));
    }
    return all;
  }

  /** Logins that own the vault's database without being sysadmins; not those of the agents. */
  private List<String> owners() {
    return side.inVault(LookUp.DATABASE_USERS).stream()
        .filter(row -> row.text("role_name").equals("db_owner"))
        .map(row -> row.text("login_name"))
        .filter(login -> !isAgent(login))
        .filter(
            login -> side.inMaster(LookUp.LOGIN, login).stream().noneMatch(r -> r.flag("sysadmin")))
        .distinct()
        .toList();
  }

  private static boolean isAgent(String login) {
    return login.equals(Names.LOG_READER)
        || login.startsWith("vault_snapshot_")
        || login.startsWith("vault_apply_");
  }
}
