package org.tandemvault.core.audit;

import java.util.ArrayList;
import java.util.List;
import org.tandemvault.core.audit.AuditReport.NodeReport;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.crypto.MessageAuthenticator;

/**
 * Proves the stored chains: no gap, no fork, no double, every signature good. Thread-safe.
 *
 * <p>The heads are fixed first; what is appended meanwhile is not looked at. Chains are read in
 * pieces, so memory does not grow with them.
 *
 * <p>Limit: a chain whose newest events were cut off looks whole. Only a head that was exported
 * before ({@link AuditSink}) shows that.
 */
public final class AuditVerifier {

  private static final int PIECE = 1_000;

  private final Transactions transactions;
  private final AuditEvents events;
  private final ChainHasher hasher;

  public AuditVerifier(
      Transactions transactions, AuditEvents events, MessageAuthenticator authenticator) {
    this.transactions = transactions;
    this.events = events;
    this.hasher = new ChainHasher(authenticator);
  }

  private record Fixed(NodeId node, ChainHead head) {}

  /** Verifies all chains as of now. */
  public AuditReport verify() {
    List<Fixed> heads = transactions.read(this::heads);
    return new AuditReport(heads.stream().map(this::verify).toList());
  }

  private List<Fixed> heads(ReadSession tx) {
    List<Fixed> heads = new ArrayList<>();
    for (NodeId node : events.nodes(tx)) {
      heads.add(new Fixed(node, events.head(tx, node).orElse(ChainHead.EMPTY)));
    }
    return heads;
  }

  private NodeReport verify(Fixed fixed) {
    ChainWalk walk = new ChainWalk(hasher);
    long after = 0;
    while (after < fixed.head().seq()) {
      List<AuditEvent> piece = wholeNumbers(piece(fixed.node(), after));
      if (piece.isEmpty()) {
        break;
      }
      piece.stream().filter(e -> e.seq() <= fixed.head().seq()).forEach(walk::step);
      after = piece.getLast().seq();
    }
    return walk.report(fixed.node(), fixed.head());
  }

  private List<AuditEvent> piece(NodeId node, long after) {
    return transactions.read(tx -> events.chain(tx, node, after, PIECE));
  }

  /** Leaves out the last number of a full piece: more events may go by it in the next one. */
  private static List<AuditEvent> wholeNumbers(List<AuditEvent> piece) {
    if (piece.size() < PIECE || piece.getFirst().seq() == piece.getLast().seq()) {
      return piece;
    }
    long last = piece.getLast().seq();
    return piece.stream().filter(e -> e.seq() != last).toList();
  }
}
