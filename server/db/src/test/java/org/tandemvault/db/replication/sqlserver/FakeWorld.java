package org.tandemvault.db.replication.sqlserver;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.ReplicationException.Reason;
import org.tandemvault.db.replication.sqlserver.tsql.ProcedureCall;
import org.tandemvault.db.replication.sqlserver.tsql.Statement;

/** Two servers, the way between them, a clock that a pause moves, and a break when it is asked. */
final class FakeWorld {
  final FakeServer primary = new FakeServer("SQLA", this);
  final FakeServer standby = new FakeServer("SQLB", this);
  final List<Statement> statements = new ArrayList<>();
  private static final ProcedureCatalogue CATALOGUE = new ProcedureCatalogue();
  final ProcedureCatalogue catalogue = CATALOGUE;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private int untilBreak = Integer.MAX_VALUE;
  private boolean effectBeforeBreak;

  FakeWorld() {
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

  Patience patience() {
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

  /** All that was run but locks. */
  List<Statement> changes() {
    return statements.stream().filter(s -> !s.shown().contains("sp_getapplock")).toList();
  }

  List<ProcedureCall> calls() {
    return statements.stream()
        .filter(ProcedureCall.class::isInstance)
        .map(ProcedureCall.class::cast)
        .toList();
  }

  String state() {
    return primary.state() + "\n--\n" + standby.state();
  }

  SqlServerReplication replication() {
    return new SqlServerReplication(
        server(primary, "primary"),
        server(standby, "standby-b"),
        Options.usual(),
        new SqlServerReplication.Means(schema(primary), schema(standby), patience()));
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
