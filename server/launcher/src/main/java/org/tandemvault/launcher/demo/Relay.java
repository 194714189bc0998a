package org.tandemvault.launcher.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One way through the link: what comes to its port goes to the target's, as long as the gate lets
 * it. Behind a closed gate bytes wait and connections stay open, as on a line that was cut.
 */
final class Relay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
  private static final int BUFFER = 16_384;

  private final ServerSocket listener;
  private final LinkGate gate;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private Relay(ServerSocket listener, LinkGate gate) {
    this.listener = listener;
    this.gate = gate;
  }

  /**
   * Takes a port; nothing passes before {@link #begin}.
   *
   * @param port 0 for a free one
   */
  static Relay on(int port, LinkGate gate) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return new Relay(socket, gate);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  void begin(int target) {
    Thread.ofPlatform().daemon().name("relay-" + target).start(() -> accept(target));
  }

  private void accept(int target) {
    while (!listener.isClosed()) {
      try {
        Socket from = listener.accept();
        open.add(from);
        Thread.ofVirtual().start(() -> serve(from, target));
      } catch (IOException e) {
        LOG.debug("The relay to {} ends or lost a connection", target, e);
      }
    }
  }

  private void serve(Socket from, int target) {
    if (gate.keepMute(from)) {
      swallow(from);
      return;
    }
    try {
      Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(to);
      Thread.ofVirtual().start(() -> pump(from, to));
      pump(to, from);
    } catch (IOException refused) {
      LOG.debug("Nobody answers on port {}", target);
      drop(from);
    }
  }

  /** Reads what is said and answers nothing, until the other side gives up. */
  private void swallow(Socket from) {
    byte[] part = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      while (in.read(part) >= 0) {
        LOG.trace("swallowed");
      }
    } catch (IOException gone) {
      LOG.trace("A mute connection ended", gone);
    } finally {
      gate.forget(from);
      drop(from);
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] part = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(part); n >= 0; n = in.read(part)) {
        gate.await();
        out.write(part, 0, n);
      }
      gate.await(); // the end of a connection does not pass a cut line either
    } catch (IOException broken) {
      LOG.trace("A connection broke", broken);
    } finally {
      awaitToTell();
      drop(from);
      drop(to);
    }
  }

  private void awaitToTell() {
    try {
      gate.await();
    } catch (IOException interrupted) {
      LOG.debug("The relay ends");
    }
  }

  private void drop(Socket socket) {
    open.remove(socket);
    reset(socket);
  }

  /** Ends a connection at once. */
  static void reset(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      LOG.trace("closed is closed", gone);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    open.forEach(Relay::reset);
  }
}
