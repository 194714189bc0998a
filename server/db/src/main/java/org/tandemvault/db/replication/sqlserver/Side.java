package org.tandemvault.db.replication.sqlserver;

import java.util.List;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.db.replication.PlanStep.Where;
import org.tandemvault.db.replication.sqlserver.tsql.DistributorCalls;
import org.tandemvault.db.replication.sqlserver.tsql.Place;
import org.tandemvault.db.replication.sqlserver.tsql.Statement;
import org.tandemvault.db.replication.sqlserver.tsql.Subscriber;

/** One server while it is worked on: what is known of it, and an open session there. */
public record Side(Where where, Vault vault, ServerFacts facts, SqlServerSession session) {
  /** The name that a distribution database usually has. */
  private static final String USUAL = "distribution";

  /**
   * The vault's database there.
   *
   * @param applicationUser the login that the node works with
   */
  public record Vault(NodeId node, String database, String applicationUser) {}

  Place publication() {
    return Place.publication(vault.database());
  }

  Place subscription() {
    return Place.subscription(vault.database());
  }

  /** The server's own distribution database; its usual name if there is none yet. */
  Place distribution() {
    return distribution(session);
  }

  static Place distribution(SqlServerSession session) {
    return Place.distribution(
        session.look(Place.MASTER, LookUp.DISTRIBUTION).stream()
            .map(row -> row.text("name"))
            .findFirst()
            .orElse(USUAL));
  }

  DistributorCalls distributor() {
    return new DistributorCalls(facts.address(), distribution().database());
  }

  Subscriber asSubscriber() {
    return new Subscriber(facts.address(), vault.database());
  }

  List<Row> inVault(LookUp lookUp, Object... arguments) {
    return session.look(publication(), lookUp, arguments);
  }

  List<Row> inDistribution(LookUp lookUp, Object... arguments) {
    return session.look(distribution(), lookUp, arguments);
  }

  List<Row> inMaster(LookUp lookUp, Object... arguments) {
    return session.look(Place.MASTER, lookUp, arguments);
  }

  void run(List<Statement> statements) {
    statements.forEach(session::run);
  }
}
