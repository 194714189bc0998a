package org.tandemvault.core.audit;

import java.time.Clock;
import java.util.List;
import org.tandemvault.core.node.InMemoryDatabase;
import org.tandemvault.core.node.InMemoryTransactions;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.shared.MovableClock;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MessageAuthenticator;
import org.tandemvault.crypto.Purpose;

/**
 * A real trail over chains in memory, for tests of whatever is audited.
 *
 * @param trail what is tested, or used by what is
 * @param events where its chain is kept, and what can be told to fail
 */
public record Trail(
    InMemoryDatabase database,
    InMemoryTransactions transactions,
    InMemoryAuditEvents events,
    ChainedAuditTrail trail) {

  /** The node that writes. */
  public static final NodeId NODE = new NodeId("node-1");

  /** A primary's trail over an empty database. */
  public static Trail create() {
    return over(InMemoryDatabase.create(), MovableClock.atNoon());
  }

  /** A primary's trail over that database. */
  public static Trail over(InMemoryDatabase database, Clock clock) {
    return with(database, InMemoryTransactions.primary(database), clock);
  }

  /** A trail of the node behind that gate. */
  public static Trail with(
      InMemoryDatabase database, InMemoryTransactions transactions, Clock clock) {
    InMemoryAuditEvents events = new InMemoryAuditEvents();
    AuditChain chain = new AuditChain(NODE, events, authenticator());
    return new Trail(
        database,
        transactions,
        events,
        new ChainedAuditTrail(chain, transactions, AuditExport.NONE, clock));
  }

  /** The key of tests. */
  public static MessageAuthenticator authenticator() {
    try (MasterKey key = MasterKey.ofBytes(new byte[32])) {
      return key.authenticator(Purpose.AUDIT_CHAIN);
    }
  }

  /** An entry of something that went well. */
  public static AuditEntry entry(String actor) {
    return new AuditEntry(
        "id-" + actor, actor, AuditAction.SIGN_IN, Target.NONE, Outcome.OK, "", "10.0.0.1");
  }

  /** What is on record, oldest first. */
  public List<AuditEvent> recorded() {
    return transactions.read(tx -> events.chain(tx, NODE, 0, PageRequest.MOST));
  }

  /** Proves the chain. */
  public AuditReport verify() {
    return new AuditVerifier(transactions, events, authenticator()).verify();
  }
}
