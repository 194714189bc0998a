package org.tandemvault.db.replication.sqlserver;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tandemvault.db.replication.sqlserver.FakePublication.FakeArticle;
import org.tandemvault.db.replication.sqlserver.tsql.Insertion;
import org.tandemvault.db.replication.sqlserver.tsql.ProcedureCall;
import org.tandemvault.db.replication.sqlserver.tsql.Sentence;
import org.tandemvault.db.replication.sqlserver.tsql.Statement;

/** What statements do to a server in memory. */
final class FakeStatements {
  private static final Pattern NAME = Pattern.compile("\\[([^]]+)]");

  private final FakeServer server;
  boolean holdsLock;

  FakeStatements(FakeServer server) {
    this.server = server;
  }

  void run(Statement statement) {
    switch (statement) {
      case ProcedureCall call -> {
        List<String> problems = server.world.catalogue.problems(call);
        require(problems.isEmpty(), problems.toString());
        procedure(call);
      }
      case Sentence sentence -> sentence(sentence);
      case Insertion row -> server.ownEvents.add((Long) row.values().getLast());
    }
  }

  private static void require(boolean so, String otherwise) {
    if (!so) {
      throw new AssertionError(otherwise);
    }
  }

  private static String secret(Statement statement) {
    return statement.secrets().getFirst().get().use(b -> new String(b, StandardCharsets.UTF_8));
  }

  private static String of(ProcedureCall call, String parameter) {
    return call.plain("@" + parameter).orElse("");
  }

  private void procedure(ProcedureCall call) {
    switch (call.procedure()) {
      case "sp_getapplock" -> {
        if (server.locked) {
          throw new org.tandemvault.db.replication.ReplicationException(
              org.tandemvault.db.replication.ReplicationException.Reason.FAILED, "-1");
        }
        server.locked = true;
        holdsLock = true;
      }
      case "sp_configure" -> {
        if (of(call, "configname").equals("max text repl size")) {
          server.textLimit = Long.parseLong(of(call, "configvalue"));
        }
      }
      case "sp_adddistributor" -> {
        require(!server.distributor, "14099: it is a distributor already");
        server.distributor = true;
      }
      case "sp_adddistributiondb" -> {
        require(server.distributor, "14114: no distributor");
        require(server.distributionDatabase.isEmpty(), "14119: it is there already");
        server.distributionDatabase = Optional.of(of(call, "database"));
        server.keepHours = Long.parseLong(of(call, "max_distretention"));
      }
      case "sp_changedistributiondb" -> server.keepHours = Long.parseLong(of(call, "value"));
      case "sp_adddistpublisher" -> {
        require(server.distributionDatabase.isPresent(), "14117: no distribution database");
        require(!server.publisher, "it is a publisher already");
        server.publisher = true;
      }
      case "sp_replicationdboption" -> {
        require(server.publisher, "20028: no distributor for this publisher");
        server.published = of(call, "value").equals("true");
      }
      case "sp_addextendedproperty" ->
          require(server.marks.put(of(call, "name"), of(call, "value")) == null, "15233: twice");
      case "sp_updateextendedproperty" ->
          require(
              server.marks.put(of(call, "name"), of(call, "value")) != null, "15217: not there");
      case "sp_dropextendedproperty" ->
          require(server.marks.remove(of(call, "name")) != null, "15217: not there");
      case "sp_update_job", "sp_update_jobstep", "sp_start_job", "sp_stop_job" -> job(call);
      case "sp_dropdistpublisher" -> server.publisher = false;
      case "sp_dropdistributiondb" -> {
        require(!server.publisher, "14120: a publisher uses it");
        server.distributionDatabase = Optional.empty();
      }
      case "sp_dropdistributor" -> {
        require(server.distributionDatabase.isEmpty(), "14121: it has a distribution database");
        server.distributor = false;
      }
      case "sp_subscription_cleanup" -> server.received.remove(of(call, "publication"));
      default -> publishing(call);
    }
  }

  private void publishing(ProcedureCall call) {
    require(server.published, "14013: the database is not published");
    switch (call.procedure()) {
      case "sp_addlogreader_agent" -> {
        require(server.logReader.isEmpty(), "there is a log reader already");
        server.logReader = Optional.of(agent("log reader", true, call, "publisher_login"));
      }
      case "sp_changelogreader_agent" -> tell(server.logReader, call, "publisher_login");
      case "sp_addpublication" -> {
        require(server.logReader.isPresent(), "21798: the log reader must be there first");
        FakePublication old =
            server.publications.put(
                of(call, "publication"), new FakePublication(of(call, "publication")));
        require(old == null, "14016: it exists already");
      }
      default -> onPublication(call, server.of(of(call, "publication")).orElseThrow());
    }
  }

  private void onPublication(ProcedureCall call, FakePublication p) {
    String article = of(call, "article");
    switch (call.procedure()) {
      case "sp_addpublication_snapshot" -> {
        require(p.snapshotAgent.isEmpty(), "there is a snapshot agent already");
        p.snapshotAgent = Optional.of(agent("snapshot", false, call, "publisher_login"));
      }
      case "sp_changepublication_snapshot" -> tell(p.snapshotAgent, call, "publisher_login");
      case "sp_addarticle" -> {
        String target = of(call, "destination_owner") + "." + of(call, "destination_table");
        require(p.articles.put(article, new FakeArticle(target)) == null, "14030: twice");
      }
      case "sp_articlefilter" -> p.articles.get(article).filter = of(call, "filter_clause");
      case "sp_articleview" -> {
        require(
            p.articles.get(article).filter.equals(of(call, "filter_clause")),
            "the view's clause is another one than the filter's");
        p.articles.get(article).view = of(call, "filter_clause");
      }
      case "sp_addsubscription" -> {
        p.subscriber = of(call, "subscriber");
        p.database = of(call, "destination_db");
        p.subscribe(article);
        if (p.pushAgent.isEmpty()) {
          p.pushAgent = Optional.of(new FakeAgent("push", true)); // as it does for a sysadmin
        }
      }
      case "sp_addpushsubscription_agent" -> {
        require(!p.subscriptions.isEmpty(), "20021: no subscription");
        tell(p.pushAgent, call, "subscriber_login");
      }
      case "sp_changesubscription" -> p.pushAgent.orElseThrow().password = secret(call);
      case "sp_startpublication_snapshot" -> snapshot(p);
      case "sp_reinitsubscription" -> {
        p.subscriptions.replaceAll((k, v) -> 1);
        p.snapshotValid = false;
        p.deliveredByAgent = false;
      }
      case "sp_posttracertoken" -> p.tokens.add(p.tokens.size() + 1L);
      case "sp_dropsubscription" -> {
        p.subscriptions.keySet().removeIf(k -> article.equals("all") || k.equals(article));
        if (p.subscriptions.isEmpty()) {
          p.pushAgent = Optional.empty();
        }
      }
      case "sp_droparticle" -> {
        require(!p.subscriptions.containsKey(article), "14046: it is subscribed");
        p.articles.remove(article);
      }
      case "sp_droppublication" -> {
        require(p.subscriptions.isEmpty(), "14005: there are subscriptions");
        server.publications.remove(p.name);
      }
      default -> throw new AssertionError("Not played: " + call.procedure());
    }
  }

  /** Works only if the agent knows the password of a login that owns the database. */
  private void snapshot(FakePublication p) {
    FakeAgent agent = p.snapshotAgent.orElseThrow();
    boolean signsIn = agent.password.equals(server.logins.get(agent.login));
    agent.runstatus = signsIn ? 2 : 6;
    agent.errorText = signsIn ? "" : "Login failed for user '" + agent.login + "'.";
    agent.comments = signsIn ? "[100%] A snapshot of 20 article(s) was generated." : "";
    if (signsIn) {
      agent.ahead.addAll(server.world.slowly);
      agent.ahead.add("[45%] Bulk copied snapshot data for article 'account' (120 rows).");
      p.snapshotValid = true;
      p.subscriptions.replaceAll((k, v) -> 2);
    }
  }

  private static FakeAgent agent(String kind, boolean running, ProcedureCall call, String login) {
    FakeAgent agent = new FakeAgent(kind, running);
    tell(Optional.of(agent), call, login);
    return agent;
  }

  private static void tell(Optional<FakeAgent> agent, ProcedureCall call, String login) {
    agent.orElseThrow().login = of(call, login);
    agent.orElseThrow().password = secret(call);
  }

  private void job(ProcedureCall call) {
    if (of(call, "job_id").equals(FakeServer.CLEAN_UP)) {
      server.cleanUp = of(call, "enabled").equals("1");
      return;
    }
    FakeAgent agent =
        server.allAgents().stream()
            .filter(a -> a.jobId.equals(of(call, "job_id")))
            .findFirst()
            .orElseThrow(() -> new AssertionError("14262: no such job"));
    switch (call.procedure()) {
      case "sp_start_job" -> {
        require(!agent.running, "22022: it runs already");
        agent.running = true;
        agent.runstatus = 4;
      }
      case "sp_stop_job" -> {
        require(agent.running, "22022: it does not run");
        agent.running = false;
      }
      default -> {
        call.plain("@command").ifPresent(c -> agent.command = c);
        call.plain("@retry_attempts").ifPresent(c -> agent.retries = Integer.parseInt(c));
        call.plain("@owner_login_name").ifPresent(c -> agent.owner = c);
      }
    }
  }

  private void sentence(Sentence sentence) {
    String text = sentence.shown();
    String database = sentence.place().database();
    List<String> names = names(text);
    if (text.equals("RECONFIGURE")) {
      return;
    }
    if (text.startsWith("CREATE LOGIN")) {
      require(server.logins.put(names.getFirst(), secret(sentence)) == null, "15025: twice");
    } else if (text.startsWith("ALTER LOGIN")) {
      require(server.logins.put(names.getFirst(), secret(sentence)) != null, "15151: no login");
    } else if (text.startsWith("DROP LOGIN")) {
      require(server.logins.remove(names.getFirst()) != null, "15151: no login");
    } else if (text.startsWith("CREATE USER")) {
      require(server.logins.containsKey(names.getFirst()), "15007: no login");
      var users = server.users.computeIfAbsent(database, d -> new TreeMap<>());
      require(users.put(names.getFirst(), new TreeSet<>()) == null, "15023: twice");
    } else if (text.startsWith("DROP USER")) {
      require(server.users.get(database).remove(names.getFirst()) != null, "15151: no user");
    } else if (text.startsWith("ALTER ROLE")) {
      var roles = server.users.get(database).get(names.get(1));
      require(text.contains(" ADD ") ? roles.add(names.get(0)) : roles.remove(names.get(0)), text);
    } else if (text.startsWith("GRANT") || text.startsWith("REVOKE")) {
      right(database, text, names.getLast());
    } else {
      tables(text, names);
    }
  }

  private void right(String database, String text, String user) {
    require(server.users.get(database).containsKey(user), "15151: no user " + user);
    String right = text.replaceAll("^(GRANT|REVOKE) | (TO|FROM) \\[[^]]+]$", "");
    var held = server.permissions.computeIfAbsent(database + "/" + user, k -> new TreeSet<>());
    require(text.startsWith("GRANT") ? held.add(right) : held.remove(right), text);
  }

  private void tables(String text, List<String> names) {
    if (text.startsWith("CREATE SCHEMA")) {
      require(server.schemas.put(names.getFirst(), new TreeMap<>()) == null, "2714: twice");
    } else if (text.startsWith("SELECT TOP (0) * INTO")) {
      List<Row> columns = new ArrayList<>();
      for (Row each : server.schemas.get(names.get(2)).get(names.get(3))) {
        var copy = new TreeMap<>(each.values());
        copy.put("table_name", names.get(1));
        copy.put("key_ordinal", 0);
        columns.add(new Row(copy));
      }
      var schema = server.schemas.get(names.get(0));
      require(schema.put(names.get(1), columns) == null, "2714: twice");
    } else if (text.startsWith("ALTER TABLE")) {
      List<Row> columns = server.schemas.get(names.get(0)).get(names.get(1));
      var keyed = new TreeMap<>(columns.getFirst().values());
      keyed.put("key_ordinal", 1);
      columns.set(0, new Row(keyed));
    } else if (text.startsWith("DROP TABLE")) {
      require(server.schemas.get(names.get(0)).remove(names.get(1)) != null, "3701: no table");
      server.triggers.keySet().removeIf(t -> t.endsWith("take_" + names.get(1)));
    } else if (text.startsWith("CREATE OR ALTER TRIGGER")) {
      require(server.schemas.get(names.get(2)).containsKey(names.get(3)), "8197: no table");
      server.triggers.put(names.get(0) + "." + names.get(1), text);
    } else if (text.startsWith("INSERT INTO")) {
      server.taken.add(names.get(1));
    } else {
      throw new AssertionError("Not played: " + text);
    }
  }

  private static List<String> names(String text) {
    Matcher found = NAME.matcher(text);
    List<String> all = new ArrayList<>();
    while (found.find()) {
      all.add(found.group(1));
    }
    return all;
  }
}
