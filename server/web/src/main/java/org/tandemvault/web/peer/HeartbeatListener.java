package org.tandemvault.web.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.core.ha.Challenge.Question;
import org.tandemvault.core.ha.PeerAnswer;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.crypto.certificate.CertifiedKey;

/**
 * Answers the questions of the peers, and of nobody else. Thread-safe.
 *
 * <p>Who shows no known certificate gets nothing but a broken handshake. A connection has one
 * question and three seconds; more than {@value #MOST} at a time, or {@value #MOST_OF_ONE} from one
 * address, are closed at once, so that no single machine can shut the peers out.
 */
public final class HeartbeatListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HeartbeatListener.class);
  private static final int MOST = 32;
  private static final int MOST_OF_ONE = 8;
  private static final int BACKLOG = 32;
  private static final long PAUSE_MILLIS = 200;
  private static final Duration EACH_WAIT = Duration.ofSeconds(2);
  private static final Duration ALTOGETHER = Duration.ofSeconds(3);
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final PinnedTls tls;
  private final List<PeerAddress> peers;
  private final Responder responder;
  private final ServerSocket socket;
  private final PeerWords words = new PeerWords();
  private final Semaphore room = new Semaphore(MOST);
  private final Map<InetAddress, Integer> guests = new ConcurrentHashMap<>();
  private final Deadlines deadlines = new Deadlines("ha-listener-deadlines");
  private final AtomicReference<Instant> warnedAt = new AtomicReference<>(Instant.MIN);

  /** Answers a peer whose certificate was shown. */
  @FunctionalInterface
  public interface Responder {

    /** The answer; its proof is empty if the canary does not open. */
    PeerAnswer answer(NodeId asker, Question question);
  }

  private HeartbeatListener(
      CertifiedKey own, List<PeerAddress> peers, Responder responder, ServerSocket socket) {
    this.tls = PinnedTls.of(own, peers.stream().map(PeerAddress::certificate).toList());
    this.peers = List.copyOf(peers);
    this.responder = responder;
    this.socket = socket;
  }

  /**
   * Listens from now on.
   *
   * @param at port 0 for any
   * @throws IOException if the address can't be used
   */
  public static HeartbeatListener open(
      InetSocketAddress at, CertifiedKey own, List<PeerAddress> peers, Responder responder)
      throws IOException {
    var socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(at, BACKLOG);
      var listener = new HeartbeatListener(own, peers, responder, socket);
      Thread.ofPlatform().daemon().name("ha-listener").start(listener::accept);
      return listener;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** Where it listens. */
  public int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket accepted = socket.accept();
        if (!admits(accepted.getInetAddress())) {
          accepted.close();
        } else {
          Thread.ofVirtual().name("ha-answer").start(() -> serve(accepted));
        }
      } catch (IOException e) {
        if (!socket.isClosed()) {
          tellFault(e);
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        }
      }
    }
  }

  private boolean admits(InetAddress guest) {
    if (!room.tryAcquire()) {
      return false;
    }
    if (guests.merge(guest, 1, Integer::sum) <= MOST_OF_ONE) {
      return true;
    }
    leaves(guest);
    return false;
  }

  private void leaves(InetAddress guest) {
    guests.computeIfPresent(guest, (address, there) -> there == 1 ? null : there - 1);
    room.release();
  }

  private void serve(Socket accepted) {
    InetAddress from = accepted.getInetAddress();
    try (accepted;
        var deadline = deadlines.on(accepted, ALTOGETHER)) {
      accepted.setSoTimeout((int) EACH_WAIT.toMillis());
      accepted.setTcpNoDelay(true);
      answer(accepted);
    } catch (SSLException e) {
      tellStranger(accepted, e);
    } catch (IOException e) {
      LOG.debug("A question broke off", e);
    } catch (RuntimeException e) { // the rim: one bad question must not end the others
      LOG.error("A question of a peer could not be answered", e);
    } finally {
      leaves(from);
    }
  }

  private void answer(Socket accepted) throws IOException {
    try (SSLSocket secured = tls.server(accepted)) {
      secured.startHandshake();
      NodeId asker = nodeOf(PinnedTls.shownBy(secured));
      Question question = words.question(Frames.read(secured.getInputStream()));
      Frames.write(secured.getOutputStream(), words.write(responder.answer(asker, question)));
    }
  }

  private NodeId nodeOf(X509Certificate shown) throws IOException {
    Optional<PeerAddress> peer =
        peers.stream().filter(p -> p.certificate().equals(shown)).findFirst();
    return peer.orElseThrow(() -> new IOException("a certificate of no peer")).node();
  }

  private void tellFault(IOException fault) {
    if (mayWarn()) {
      LOG.warn("The heartbeat listener could not accept a connection: {}", fault.toString());
    }
  }

  /** Once a minute is enough: anybody in reach could fill the log. */
  private boolean mayWarn() {
    Instant now = Instant.now();
    Instant last = warnedAt.get();
    return last.isBefore(now.minus(QUIET)) && warnedAt.compareAndSet(last, now);
  }

  private void tellStranger(Socket accepted, SSLException why) {
    if (mayWarn()) {
      LOG.warn(
          "{} was not believed at the heartbeat port: {}. If it is a peer, give each node the"
              + " other's conf/heartbeat.pem",
          accepted.getRemoteSocketAddress(),
          why.getMessage());
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("The heartbeat listener was closed already", e);
    }
    deadlines.close();
  }
}
