package org.tandemvault.web.peer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
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
 * question and three seconds; more than {@value #MOST} at a time are closed at once.
 */
public final class HeartbeatListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HeartbeatListener.class);
  private static final int MOST = 32;
  private static final int BACKLOG = 32;
  private static final Duration EACH_WAIT = Duration.ofSeconds(2);
  private static final Duration ALTOGETHER = Duration.ofSeconds(3);
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final PinnedTls tls;
  private final List<PeerAddress> peers;
  private final Responder responder;
  private final ServerSocket socket;
  private final PeerWords words = new PeerWords();
  private final Semaphore room = new Semaphore(MOST);
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
        if (room.tryAcquire()) {
          Thread.ofVirtual().name("ha-answer").start(() -> serve(accepted));
        } else {
          accepted.close();
        }
      } catch (IOException e) {
        if (!socket.isClosed()) {
          LOG.warn("The heartbeat listener could not accept a connection: {}", e.toString());
        }
      }
    }
  }

  private void serve(Socket accepted) {
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
      room.release();
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

  /** Once a minute is enough: anybody in reach could fill the log. */
  private void tellStranger(Socket accepted, SSLException why) {
    Instant now = Instant.now();
    Instant last = warnedAt.get();
    if (last.isBefore(now.minus(QUIET)) && warnedAt.compareAndSet(last, now)) {
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
