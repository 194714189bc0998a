package org.tandemvault.web.peer;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.core.ha.Challenge.Question;
import org.tandemvault.core.ha.Peer;
import org.tandemvault.core.ha.PeerAnswer;
import org.tandemvault.core.ha.PeerLink;
import org.tandemvault.core.ha.PeerReply;
import org.tandemvault.core.ha.PeerReply.Answered;
import org.tandemvault.core.ha.PeerReply.How;
import org.tandemvault.core.ha.PeerReply.Unanswered;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.crypto.certificate.CertifiedKey;

/**
 * Asks peers over mutual TLS, each time on a fresh connection: that a connection can be made is
 * part of the proof. Thread-safe.
 */
public final class TlsPeerLink implements PeerLink, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TlsPeerLink.class);
  private static final Duration EACH_WAIT = Duration.ofSeconds(2);
  private static final Duration ALTOGETHER = Duration.ofMillis(2_500);

  private final Map<NodeId, Way> ways = new HashMap<>();
  private final PeerWords words = new PeerWords();
  private final Deadlines deadlines = new Deadlines("ha-link-deadlines");

  private record Way(PeerAddress address, PinnedTls tls) {}

  public TlsPeerLink(CertifiedKey own, List<PeerAddress> peers) {
    for (PeerAddress peer : peers) {
      ways.put(peer.node(), new Way(peer, PinnedTls.of(own, List.of(peer.certificate()))));
    }
  }

  @Override
  public PeerReply ask(Peer peer, Question question) {
    Optional<Way> known = Optional.ofNullable(ways.get(peer.node()));
    return known.isPresent() ? ask(peer, known.get(), question) : unknown(peer);
  }

  private static PeerReply unknown(Peer peer) {
    return new Unanswered(
        How.NOT_BELIEVED,
        "The certificate of node " + peer.node() + " is missing on this node.",
        "Copy conf/heartbeat.pem of node "
            + peer.node()
            + " to where peer."
            + peer.node()
            + ".certificate in conf/replication.conf says, and start this node again.");
  }

  private PeerReply ask(Peer peer, Way way, Question question) {
    try (Socket plain = new Socket();
        var deadline = deadlines.on(plain, ALTOGETHER)) {
      try {
        return reply(peer, exchange(way, plain, question));
      } catch (IOException e) {
        LOG.debug("Node {} was asked in vain", peer.node(), e);
        return unanswered(way.address(), e, deadline.isOver());
      }
    } catch (IOException e) {
      LOG.debug("A connection could not be closed", e);
      return unanswered(way.address(), e, false);
    }
  }

  private PeerAnswer exchange(Way way, Socket plain, Question question) throws IOException {
    PeerAddress to = way.address();
    plain.setSoTimeout((int) EACH_WAIT.toMillis());
    plain.setTcpNoDelay(true);
    plain.connect(new InetSocketAddress(to.host(), to.port()), (int) EACH_WAIT.toMillis());
    try (SSLSocket socket = way.tls().client(plain)) {
      socket.startHandshake();
      Frames.write(socket.getOutputStream(), words.write(question));
      return words.answer(Frames.read(socket.getInputStream()));
    }
  }

  private static PeerReply reply(Peer peer, PeerAnswer answer) {
    return answer.proof().length > 0
        ? new Answered(answer)
        : new Unanswered(
            How.WRONG_KEY,
            "Node "
                + peer.node()
                + " answers that its key does not open what this node seals: it has another master"
                + " key, or has not got a new data key yet.",
            "If it stays so: give both nodes the same master key file (conf/manage_key.conf) and"
                + " start node "
                + peer.node()
                + " again.");
  }

  private static PeerReply unanswered(PeerAddress to, IOException why, boolean over) {
    if (over || why instanceof SocketTimeoutException) {
      return new Unanswered(
          How.SILENT,
          "Node " + to.node() + " does not answer at " + to.place() + ".",
          "Look whether the link to " + to.place() + " is up and no firewall swallows it.");
    }
    if (why instanceof UnknownHostException) {
      return new Unanswered(
          How.REFUSED,
          "The name " + to.host() + " of node " + to.node() + " can't be found.",
          "Mend the name service, or peer." + to.node() + ".heartbeat in conf/replication.conf.");
    }
    if (why instanceof ConnectException || why instanceof NoRouteToHostException) {
      return new Unanswered(
          How.REFUSED,
          "Nothing listens at " + to.place() + ", where node " + to.node() + " should be.",
          "Start node " + to.node() + ", or look whether a firewall refuses the connection.");
    }
    if (why instanceof SSLException && !(why.getCause() instanceof EOFException)) {
      return new Unanswered(
          How.NOT_BELIEVED,
          "This node and what answers at " + to.place() + " do not know each other's certificate.",
          "Give each node the other's conf/heartbeat.pem: peer."
              + to.node()
              + ".certificate in conf/replication.conf here, and the same there.");
    }
    return new Unanswered(
        How.REFUSED,
        "The connection to node " + to.node() + " at " + to.place() + " broke off.",
        "Look whether node " + to.node() + " is starting or stopping, and into its log.");
  }

  @Override
  public void close() {
    deadlines.close();
  }
}
