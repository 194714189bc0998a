package org.tandemvault.db.replication.sqlserver;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tandemvault.db.replication.PlanStep.Where;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.ReplicationException.Reason;
import org.tandemvault.db.replication.sqlserver.tsql.ProcedureCall;
import org.tandemvault.db.replication.sqlserver.tsql.Statement;

/** Two servers, the way between them, a clock that a pause moves, and a break when it is asked. */
public final class FakeWorld {
  /** The standby's node. */
  public static final String STANDBY = "standby-b";

  final FakeServer primary = new FakeServer("SQLA", this);
  final FakeServer standby = new FakeServer("SQLB", this);
  final List<Statement> statements = new ArrayList<>();
  private static final ProcedureCatalogue CATALOGUE = new ProcedureCatalogue();
  final ProcedureCatalogue catalogue = CATALOGUE;
  final List<String> slowly = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private int untilBreak = Integer.MAX_VALUE;
  private boolean effectBeforeBreak;
  private long beat;

  public FakeWorld() {
    primary.makeVault();
  }

  /** The statement after {@code n} others breaks off, with or without its effect. */
  void breakAfter(int n, boolean withEffect) {
    untilBreak = n;
    effectBeforeBreak = withEffect;
  }

  void count(Runnable effect, Statement statement) {
    boolean breaks = untilBreak-- == 0;
    if (!breaks || effectBeforeBreak) {
      statements.add(statement);
      effect.run();
    }
    if (breaks) {
      untilBreak = Integer.MAX_VALUE;
      throw new ReplicationException(Reason.FAILED, "The connection is gone");
    }
  }

  /** Waits by its own clock, so that nobody waits for it. */
  public Patience patience() {
    return new Patience(
        new Clock() {
          @Override
          public Instant instant() {
            return now;
          }

          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }
        },
        () -> now = now.plusSeconds(1));
  }

  FakeServer other(FakeServer one) {
    return one == primary ? standby : primary;
  }

  /** The push agent's work, if it can sign in. */
  void deliver(FakeServer sender, FakePublication publication) {
    Optional<FakeAgent> push = publication.pushAgent.filter(a -> a.running);
    FakeServer receiver = other(sender);
    if (push.isEmpty()) {
      return;
    }
    if (!push.get().password.equals(receiver.logins.get(push.get().login))) {
      push.get().runstatus = 5;
      push.get().errorCode = "18456";
      push.get().errorText = "Login failed for user '" + push.get().login + "'.";
      return;
    }
    boolean active = publication.subscriptions.values().stream().allMatch(s -> s == 2);
    if (publication.snapshotValid && active) {
      receiver.received.put(publication.name, sender.name);
      publication.deliveredByAgent = true;
    }
  }

  /** Both nodes work: what they write travels where replication was set up. */
  List<Row> beats(FakeServer reader) {
    beat++;
    Row own = FakeServer.row("node_id", node(reader), "beat", beat);
    return reader.received.isEmpty()
        ? List.of(own)
        : List.of(own, FakeServer.row("node_id", node(other(reader)), "beat", beat));
  }

  private String node(FakeServer server) {
    return server == primary ? "primary" : STANDBY;
  }

  /** All that was run but locks, which end with their session. */
  public List<Statement> changes() {
    return statements.stream().filter(s -> !s.shown().contains("sp_getapplock")).toList();
  }

  List<ProcedureCall> calls() {
    return statements.stream()
        .filter(ProcedureCall.class::isInstance)
        .map(ProcedureCall.class::cast)
        .toList();
  }

  /** What both servers hold, but passwords. */
  public String state() {
    return primary.state() + "\n--\n" + standby.state();
  }

  SqlServerReplication replication() {
    return new SqlServerReplication(
        server(primary, "primary"),
        server(standby, STANDBY),
        Options.usual(),
        new SqlServerReplication.Means(schema(primary), schema(standby), patience()));
  }

  /** Those of all logins that were made. */
  public List<String> passwords() {
    return Stream.of(primary, standby).flatMap(s -> s.logins.values().stream()).toList();
  }

  /** The way into one of both. */
  public Sessions sessions(Where where) {
    return at(where)::open;
  }

  public Schema schema(Where where) {
    return schema(at(where));
  }

  private FakeServer at(Where where) {
    return where == Where.PRIMARY ? primary : standby;
  }

  /** The same servers with their parts exchanged. */
  SqlServerReplication exchanged() {
    return new SqlServerReplication(
        server(standby, STANDBY),
        server(primary, "primary"),
        Options.usual(),
        new SqlServerReplication.Means(schema(standby), schema(primary), patience()));
  }

  static Schema schema(FakeServer server) {
    return new Schema() {
      @Override
      public boolean isCurrent() {
        return server.hasVault();
      }

      @Override
      public void make() {
        server.makeVault();
      }
    };
  }

  static SqlServerReplication.Server server(FakeServer server, String node) {
    return SqlServerReplication.Server.of(
        server::open, new org.tandemvault.core.node.NodeId(node), FakeServer.VAULT, "vault_app");
  }
}
