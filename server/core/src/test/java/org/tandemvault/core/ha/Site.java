package org.tandemvault.core.ha;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.tandemvault.core.ha.PeerReply.Answered;
import org.tandemvault.core.ha.PeerReply.How;
import org.tandemvault.core.ha.PeerReply.Unanswered;
import org.tandemvault.core.node.DatabaseServer;
import org.tandemvault.core.node.HaPeer;
import org.tandemvault.core.node.InMemoryDatabase;
import org.tandemvault.core.node.InMemoryEpochs;
import org.tandemvault.core.node.InMemoryTransactions;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.node.ReplicationChannel;
import org.tandemvault.core.node.ReplicationChannel.Direction;
import org.tandemvault.core.node.ReplicationEnd;
import org.tandemvault.core.node.ReplicationEnd.Figures;
import org.tandemvault.core.node.ReplicationEnd.Finding;
import org.tandemvault.core.node.ReplicationEnd.Side;
import org.tandemvault.core.node.ReplicationState;
import org.tandemvault.core.shared.MovableClock;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.Purpose;
import org.tandemvault.crypto.SecretCipher;

/** One node of a made-up vault: a monitor over a database and links that a test breaks. */
final class Site implements PeerLink {

  static final Keyring VAULT_KEYS = Keyring.create(new SecureRandom());

  final NodeId id;
  final NodeRole role;
  final MovableClock clock = MovableClock.atNoon();
  final InMemoryDatabase database;
  final InMemoryHeartbeatRows rows;
  final InMemoryTransactions transactions;
  final InMemoryEpochs epochs = new InMemoryEpochs();
  final Map<ReplicationChannel, Map<Side, Finding>> findings = new HashMap<>();
  final List<HaChange> told = new ArrayList<>();
  Optional<How> linkFault = Optional.empty();
  boolean runs = true;
  boolean auditIsWritten = true;
  private final World world;
  private final AtomicLong ticks;
  private final Keyring keys;
  private HaMonitor monitor;
  private Succession succession;
  private Node running;
  private List<Peer> peers = List.of();

  Site(World world, NodeId id, NodeRole role, Keyring keys) {
    this.world = world;
    this.id = id;
    this.role = role;
    this.keys = keys;
    this.database = InMemoryDatabase.create();
    this.rows = new InMemoryHeartbeatRows();
    this.transactions = new InMemoryTransactions(database, node());
    this.ticks = world.ticks;
  }

  Node node() {
    return new Node(id, role, "");
  }

  Peer asPeer() {
    return new Peer(id, role, "https://" + id + ".example:7272", Optional.empty());
  }

  /** Starts anew, as after a crash: only the rows are left. */
  void start(List<Peer> others) {
    peers = others;
    var random = new SecureRandom();
    var cipher = new SecretCipher(keys, key -> {}, random);
    var canary = new Canary(id, cipher, keys.authenticator(Purpose.HEARTBEAT_CANARY), random);
    running = node();
    succession = new Succession(running, new InMemoryTransactions(database, running), epochs);
    succession.load();
    monitor =
        new HaMonitor(
            new HaSetting(running, others, HaPace.STANDARD),
            new HaTime(ticks::get, clock),
            new HaMonitor.Means(
                canary,
                this,
                new BeatDatabase(transactions, rows, this::ends),
                () -> new DatabaseServer("PostgreSQL", "18.6", true),
                () -> auditIsWritten,
                succession));
    monitor.tell((status, changes) -> told.addAll(changes));
    runs = true;
  }

  /** Its gate to the database, as it runs. */
  InMemoryTransactions gate() {
    return new InMemoryTransactions(database, running);
  }

  /** As it runs, with its fence. */
  Node running() {
    return running;
  }

  void restart() {
    start(peers);
  }

  void second() {
    clock.move(Duration.ofSeconds(1));
    if (runs) {
      peers.forEach(monitor::ask);
      monitor.exchangeBeats();
    }
  }

  void tick() {
    if (runs) {
      monitor.tick();
    }
  }

  HaMonitor monitor() {
    return monitor;
  }

  HaPeer sees(Site other) {
    return monitor.status().peers().stream()
        .filter(peer -> peer.node().equals(other.id))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public PeerReply ask(Peer peer, Challenge.Question question) {
    Site other = world.site(peer.node());
    if (linkFault.isPresent() || other.linkFault.isPresent()) {
      How how = linkFault.or(() -> other.linkFault).orElseThrow();
      return new Unanswered(how, "It did not answer (" + how + ").", "Look at it.");
    }
    if (!other.runs) {
      return new Unanswered(How.REFUSED, "Nobody listens there.", "Start it.");
    }
    PeerAnswer answer = other.monitor.answer(id, question);
    return answer.proof().length > 0
        ? new Answered(answer)
        : new Unanswered(How.WRONG_KEY, "Its key is another.", "Give it the right key file.");
  }

  List<Beat> stored() {
    return transactions.read(rows::all);
  }

  void store(Beat beat) {
    transactions.local(
        tx -> {
          rows.beat(tx, beat);
          return beat;
        });
  }

  /** What the database says of one end of a channel. */
  void says(Site standby, Direction direction, Side side, ReplicationState state) {
    Finding finding =
        state == ReplicationState.RUNNING
            ? Finding.running()
            : new Finding(state, false, "The channel is " + state + ".", "Mend it.");
    findings
        .computeIfAbsent(new ReplicationChannel(standby.id, direction), c -> new TreeMap<>())
        .put(side, finding);
  }

  void warns(Site standby, Direction direction, Side side, String reason) {
    findings
        .computeIfAbsent(new ReplicationChannel(standby.id, direction), c -> new TreeMap<>())
        .put(side, new Finding(ReplicationState.RUNNING, false, reason, "Look at both."));
  }

  private List<ReplicationEnd> ends() {
    transactions.read(tx -> true);
    List<ReplicationEnd> ends = new ArrayList<>();
    var none =
        new Figures(
            OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty(), 0);
    findings.forEach(
        (channel, sides) ->
            sides.forEach(
                (side, finding) -> ends.add(new ReplicationEnd(channel, side, finding, none))));
    return ends;
  }
}
