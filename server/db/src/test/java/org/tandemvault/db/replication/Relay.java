package org.tandemvault.db.replication;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The link to a server: passes bytes on, swallows them, or refuses connections. */
final class Relay implements AutoCloseable {
  private final int target;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Object gate = new Object();
  private boolean blackHole;
  private ServerSocket listener;

  Relay(int target) {
    this.target = target;
    this.listener = listen(0);
    this.port = listener.getLocalPort();
    accept(listener);
  }

  int port() {
    return port;
  }

  /** Nothing gets through, and nobody is told. */
  void blackHole() {
    synchronized (gate) {
      blackHole = true;
    }
  }

  /** Connections are reset, new ones refused. */
  void refuse() {
    close(listener);
    open.forEach(this::reset);
  }

  void heal() {
    synchronized (gate) {
      blackHole = false;
      gate.notifyAll();
    }
    if (listener.isClosed()) {
      listener = listen(port);
      accept(listener);
    }
  }

  private void accept(ServerSocket on) {
    Thread.ofVirtual()
        .start(
            () -> {
              while (!on.isClosed()) {
                try {
                  connect(on.accept());
                } catch (IOException closed) {
                  return;
                }
              }
            });
  }

  private void connect(Socket from) {
    open.add(from);
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                awaitPassage();
                Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(to);
                Thread.ofVirtual().start(() -> pump(from, to));
                pump(to, from);
              } catch (IOException e) {
                reset(from);
              }
            });
  }

  private void pump(Socket from, Socket to) {
    byte[] part = new byte[16_384];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(part); n >= 0; n = in.read(part)) {
        awaitPassage();
        out.write(part, 0, n);
      }
    } catch (IOException broken) {
      // both ends are told below
    } finally {
      close(from);
      close(to);
    }
  }

  private void awaitPassage() throws IOException {
    synchronized (gate) {
      while (blackHole) {
        try {
          gate.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted", e);
        }
      }
    }
  }

  private void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException gone) {
      // closing is all that is left
    }
    close(socket);
  }

  private void close(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException gone) {
      // closed is closed
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerSocket listen(int port) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    heal();
    refuse();
  }
}
