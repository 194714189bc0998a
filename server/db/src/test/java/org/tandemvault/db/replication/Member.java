package org.tandemvault.db.replication;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditChain;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.AuditExport;
import org.tandemvault.core.audit.AuditReport;
import org.tandemvault.core.audit.AuditVerifier;
import org.tandemvault.core.audit.ChainedAuditTrail;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.audit.Trail;
import org.tandemvault.core.ha.BeatDatabase;
import org.tandemvault.core.ha.Canary;
import org.tandemvault.core.ha.HaMonitor;
import org.tandemvault.core.ha.HaPace;
import org.tandemvault.core.ha.HaSetting;
import org.tandemvault.core.ha.HaTime;
import org.tandemvault.core.ha.Peer;
import org.tandemvault.core.ha.PeerReply;
import org.tandemvault.core.ha.Succession;
import org.tandemvault.core.node.DatabaseServer;
import org.tandemvault.core.node.HaStatus;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.Purpose;
import org.tandemvault.crypto.SecretCipher;
import org.tandemvault.db.audit.JdbiAuditEvents;
import org.tandemvault.db.ha.JdbiHeartbeatRows;
import org.tandemvault.db.policy.JdbiEpochs;
import org.tandemvault.db.session.JdbiTransactions;
import org.tandemvault.db.session.VaultDatabase;

/**
 * A node of a vault as far as audit and heartbeat go: its chain and its monitor on a real database
 * with the login that the node works with. The applications reach each other without a network.
 */
final class Member implements AutoCloseable {
  static final Keyring KEYS = Keyring.create(new SecureRandom());

  final NodeId id;
  private final NodeRole role;
  private final VaultDatabase database;
  private final JdbiTransactions transactions;
  private final ChainedAuditTrail trail;
  private HaMonitor monitor;
  private List<Peer> peers = List.of();

  Member(String id, NodeRole role, TestServer server) {
    this.id = new NodeId(id);
    this.role = role;
    this.database = VaultDatabase.open(server.address(), server.applicationLogin(), 4);
    Node node = new Node(this.id, role, "");
    this.transactions = new JdbiTransactions(database, node);
    this.trail =
        new ChainedAuditTrail(
            new AuditChain(this.id, new JdbiAuditEvents(), Trail.authenticator()),
            transactions,
            AuditExport.NONE,
            Clock.systemUTC());
  }

  /** Knows the others from now on. */
  void meet(List<Member> all, Function<NodeId, Member> found) {
    peers =
        all.stream()
            .filter(other -> other != this)
            .map(other -> new Peer(other.id, other.role, "https://" + other.id, Optional.empty()))
            .toList();
    var random = new SecureRandom();
    monitor =
        new HaMonitor(
            new HaSetting(new Node(id, role, ""), peers, HaPace.STANDARD),
            HaTime.system(),
            new HaMonitor.Means(
                new Canary(
                    id,
                    new SecretCipher(KEYS, key -> {}, random),
                    KEYS.authenticator(Purpose.HEARTBEAT_CANARY),
                    random),
                (peer, question) ->
                    new PeerReply.Answered(found.apply(peer.node()).monitor.answer(id, question)),
                new BeatDatabase(
                    transactions,
                    new JdbiHeartbeatRows(),
                    new JdbiReplicationEnds(transactions, Clock.systemUTC())),
                () -> new DatabaseServer("PostgreSQL", "18", true),
                () -> true,
                new Succession(new Node(id, role, ""), transactions, new JdbiEpochs())));
  }

  /** What a node does each second. */
  void watch() {
    monitor.exchangeBeats();
    peers.forEach(monitor::ask);
    monitor.tick();
  }

  HaStatus status() {
    return monitor.status();
  }

  void record(int events) {
    for (int i = 0; i < events; i++) {
      trail.recordDurably(
          new AuditEntry(
              "0ABCDEFGHJKMN",
              "someone",
              AuditAction.REVEAL,
              new Target("account", "1", "at " + id),
              Outcome.OK,
              "event " + i,
              "192.0.2.1"));
    }
  }

  /** All chains as this node's database has them. */
  AuditReport verify() {
    return new AuditVerifier(transactions, new JdbiAuditEvents(), Trail.authenticator()).verify();
  }

  @Override
  public void close() {
    trail.close();
    database.close();
  }
}
