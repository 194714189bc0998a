package org.tandemvault.db.replication.sqlserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tandemvault.core.node.ReplicationChannel;
import org.tandemvault.core.node.ReplicationChannel.Direction;
import org.tandemvault.db.replication.PlanStep;
import org.tandemvault.db.replication.PlanStep.Where;
import org.tandemvault.db.replication.ReplicatedTables;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.ReplicationPlan;
import org.tandemvault.db.replication.ReplicationProgress;
import org.tandemvault.db.replication.Step;
import org.tandemvault.db.replication.sqlserver.SqlServerReplication.Server;
import org.tandemvault.db.replication.sqlserver.tsql.DistributorCalls;
import org.tandemvault.db.replication.sqlserver.tsql.InboxSentences;
import org.tandemvault.db.replication.sqlserver.tsql.LoginSentences;
import org.tandemvault.db.replication.sqlserver.tsql.Place;
import org.tandemvault.db.replication.sqlserver.tsql.PublisherCalls;
import org.tandemvault.db.replication.sqlserver.tsql.Statement;
import org.tandemvault.db.replication.sqlserver.tsql.Subscriber;
import org.tandemvault.db.replication.sqlserver.tsql.SubscriberCalls;

/**
 * Takes away what the set-up made, each server by itself, so that one can be cleaned when the other
 * is gone for good. Rows stay, and so do the narrow rights of the standby's login.
 */
final class SqlServerRemoval {
  private final Server primary;
  private final Server standby;

  SqlServerRemoval(Server primary, Server standby) {
    this.primary = primary;
    this.standby = standby;
  }

  ReplicationPlan plan() {
    requireSysadmins();
    return atBoth(Step::look);
  }

  ReplicationPlan apply(ReplicationProgress progress) {
    requireSysadmins();
    return atBoth(
        step -> {
          SqlServerReplication.apply(step, progress);
          return step.look();
        });
  }

  /** Before one is half cleaned; others may not even look. Who is gone is told later. */
  private void requireSysadmins() {
    requireSysadmin(primary, Where.PRIMARY);
    requireSysadmin(standby, Where.STANDBY);
  }

  private static void requireSysadmin(Server server, Where where) {
    try (SqlServerSession session = server.sessions().open()) {
      ServerChecks.requireSysadmin(server.at(where, session));
    } catch (ReplicationException e) {
      if (e.reason() != ReplicationException.Reason.UNREACHABLE) {
        throw e;
      }
    }
  }

  /** Senders first on both: then nobody pushes into what is taken away. */
  private ReplicationPlan atBoth(Function<Step, PlanStep> each) {
    List<PlanStep> all = new ArrayList<>();
    for (Function<Side, List<Step>> part :
        List.<Function<Side, List<Step>>>of(this::sending, this::receiving, this::rest)) {
      all.addAll(at(primary, Where.PRIMARY, part, each));
      all.addAll(at(standby, Where.STANDBY, part, each));
    }
    return new ReplicationPlan(all.stream().distinct().toList());
  }

  private static List<PlanStep> at(
      Server server, Where where, Function<Side, List<Step>> steps, Function<Step, PlanStep> each) {
    try (SqlServerSession session = server.sessions().open()) {
      return steps.apply(server.at(where, session)).stream().map(each).toList();
    } catch (ReplicationException e) {
      if (e.reason() != ReplicationException.Reason.UNREACHABLE) {
        throw e;
      }
      return List.of(
          PlanStep.blocked(
              where,
              "This server is cleaned",
              e.getMessage() + " Run the removal again when it answers; the other one is clean."));
    }
  }

  private ReplicationChannel outgoing(Side side) {
    return new ReplicationChannel(
        standby.vault().node(),
        side.where() == Where.PRIMARY ? Direction.TO_STANDBY : Direction.TO_PRIMARY);
  }

  private ReplicationChannel incoming(Side side) {
    return new ReplicationChannel(
        standby.vault().node(),
        side.where() == Where.PRIMARY ? Direction.TO_PRIMARY : Direction.TO_STANDBY);
  }

  private List<Step> sending(Side side) {
    String publication = Names.publication(outgoing(side));
    return List.of(
        new Ensure(
            side,
            "The subscription and the publication " + publication + " are gone",
            () -> publicationLeft(side, publication)));
  }

  static List<Statement> publicationLeft(Side side, String publication) {
    PublisherCalls calls = new PublisherCalls(side.publication(), publication);
    boolean there =
        side.inVault(LookUp.PUBLICATIONS).stream()
            .anyMatch(row -> row.text("name").equals(publication));
    if (!there) {
      return List.of();
    }
    Stream<Statement> subscriptions =
        side.inVault(LookUp.SUBSCRIPTIONS).stream()
            .filter(row -> row.text("publication").equals(publication))
            .map(row -> new Subscriber(row.text("server"), row.text("dest_db")))
            .distinct()
            .map(to -> calls.dropSubscription(to, "all"));
    return Stream.concat(subscriptions, Stream.of(calls.dropPublication())).toList();
  }

  private List<Step> receiving(Side side) {
    String publication = Names.publication(incoming(side));
    return List.of(
        new Ensure(
            side,
            "Nothing is left of the subscription to " + publication,
            () -> subscriptionLeft(side, publication)),
        new Ensure(
            side,
            "The tables in which rows arrived are gone, the rows are in the vault's",
            () -> inboxLeft(side)),
        new Ensure(
            side,
            "The login " + Names.applyLogin(incoming(side)) + " is gone",
            () -> loginLeft(side, Names.applyLogin(incoming(side)))));
  }

  private static List<Statement> subscriptionLeft(Side side, String publication) {
    return side.session().look(side.subscription(), LookUp.RECEIVED).stream()
        .filter(row -> row.text("publication").equals(publication))
        .map(
            row ->
                new SubscriberCalls(side.subscription())
                    .cleanUp(row.text("publisher"), row.text("publisher_db"), publication))
        .toList();
  }

  private List<Statement> inboxLeft(Side side) {
    InboxSentences inbox = new InboxSentences(side.subscription(), Names.suffix(incoming(side)));
    var there = VaultTables.shapes(side, InboxSentences.SCHEMA);
    List<Statement> all = new ArrayList<>();
    if (there.containsKey(inbox.target(ReplicatedTables.AUDIT).table())) {
      all.add(
          inbox.takeAll(
              VaultTables.columns(side, ReplicatedTables.SCHEMA, ReplicatedTables.AUDIT)));
    }
    for (String table : Flow.OWN) {
      if (there.containsKey(inbox.target(table).table())) {
        all.add(inbox.dropTable(table));
      }
    }
    return all;
  }

  private static List<Statement> loginLeft(Side side, String login) {
    LoginSentences sentences = new LoginSentences(login);
    List<Statement> all = new ArrayList<>();
    boolean user =
        side.inVault(LookUp.DATABASE_USERS).stream()
            .anyMatch(row -> row.text("login_name").equals(login));
    if (user) {
      all.add(sentences.dropUser(side.publication()));
    }
    if (!side.inMaster(LookUp.LOGIN, login).isEmpty()) {
      all.add(sentences.drop());
    }
    return all;
  }

  private List<Step> rest(Side side) {
    return List.of(
        new Ensure(side, "The logins of the agents are gone", () -> agentLoginsLeft(side)),
        new Ensure(side, "The notes of the set-up are gone", () -> marksLeft(side)),
        new Ensure(
            side,
            "The database is not published any more, unless for another standby",
            () -> publishedLeft(side)),
        new Ensure(
            side,
            "The distributor is gone, if the set-up made it and nothing else uses it",
            () -> distributorLeft(side)));
  }

  private static boolean publishesStill(Side side) {
    return !side.inVault(LookUp.PUBLICATIONS).isEmpty();
  }

  private List<Statement> agentLoginsLeft(Side side) {
    List<Statement> all = new ArrayList<>(loginLeft(side, Names.snapshotLogin(outgoing(side))));
    if (!publishesStill(side)) {
      all.addAll(loginLeft(side, Names.LOG_READER));
    }
    return all;
  }

  private List<Statement> marksLeft(Side side) {
    List<String> names = new ArrayList<>();
    names.add(Names.deliveredMark(outgoing(side)));
    names.add(Names.passwordMark(Names.snapshotLogin(outgoing(side))));
    names.add(Names.passwordMark(Names.applyLogin(outgoing(side))));
    if (!publishesStill(side)) {
      names.add(Names.passwordMark(Names.LOG_READER));
    }
    return names.stream().flatMap(name -> new Marks(side, name).drop().stream()).toList();
  }

  private List<Statement> publishedLeft(Side side) {
    boolean published =
        side.inMaster(LookUp.DATABASE, side.vault().database()).stream()
            .anyMatch(row -> row.flag("is_published"));
    return published && !publishesStill(side)
        ? List.of(DistributorCalls.publish(side.vault().database(), false))
        : List.of();
  }

  private List<Statement> distributorLeft(Side side) {
    Marks ours = new Marks(side, Names.DISTRIBUTOR_MARK);
    boolean used =
        side.inMaster(LookUp.PUBLISHED_DATABASES).stream()
            .anyMatch(
                row -> !row.text("name").equals(side.vault().database()) || publishesStill(side));
    if (ours.value().isEmpty() || used) {
      return List.of();
    }
    List<Statement> all = new ArrayList<>();
    if (DistributorSteps.isPublisher(side)) {
      all.add(side.distributor().dropPublisher());
    }
    Optional<Row> database =
        side.session().look(Place.MSDB, LookUp.DISTRIBUTION_DATABASES).stream().findFirst();
    if (database.isPresent()) {
      all.add(side.distributor().dropDistributionDatabase());
    }
    boolean distributor =
        side.inMaster(LookUp.DISTRIBUTOR).stream().anyMatch(row -> row.flag("installed"));
    if (distributor) {
      all.add(DistributorCalls.dropDistributor());
    }
    all.addAll(ours.drop());
    return all;
  }
}
