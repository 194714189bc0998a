package org.tandemvault.core.audit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** Takes syslog messages framed by octet counting, like a log server. */
final class SyslogServer implements AutoCloseable {

  private final ServerSocket listening;
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();

  SyslogServer(ServerSocketFactory sockets) throws IOException {
    this(sockets, 0);
  }

  SyslogServer(ServerSocketFactory sockets, int port) throws IOException {
    listening = sockets.createServerSocket();
    listening.setReuseAddress(true);
    listening.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  List<String> messages() {
    return messages;
  }

  int connections() {
    return connections.size();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket connection = listening.accept();
        connections.add(connection);
        Thread.ofVirtual().start(() -> receive(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void receive(Socket connection) {
    try (InputStream in = connection.getInputStream()) {
      while (true) {
        byte[] message = in.readNBytes(length(in));
        messages.add(new String(message, StandardCharsets.UTF_8));
      }
    } catch (EOFException ended) {
      // the client is gone
    } catch (IOException broken) {
      if (!connection.isClosed()) {
        try {
          connection.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static int length(InputStream in) throws IOException {
    int length = 0;
    int next = in.read();
    while (next >= '0' && next <= '9') {
      length = length * 10 + next - '0';
      next = in.read();
    }
    if (next != ' ') {
      throw new EOFException();
    }
    return length;
  }
}
