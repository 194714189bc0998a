package org.tandemvault.core.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events to a syslog server over TCP or TLS. Used by one thread.
 *
 * <p>Limit: syslog answers nothing, so what is on the way when a connection breaks may be lost. The
 * batch sent last on a broken connection is therefore sent again on the next one; a receiver tells
 * doubles by node and number.
 */
public final class SyslogSink implements AuditSink {

  private static final Logger LOG = LoggerFactory.getLogger(SyslogSink.class);
  private static final int LOOK_MILLIS = 1;

  private final SyslogTarget target;
  private final String host;
  private Optional<Socket> connection = Optional.empty();
  private List<AuditEvent> sentLast = List.of();

  /**
   * @param host this machine's name, as the messages tell it
   */
  public SyslogSink(SyslogTarget target, String host) {
    this.target = target;
    this.host = host;
  }

  @Override
  public String name() {
    return "syslog";
  }

  @Override
  public void deliver(List<AuditEvent> events) throws IOException {
    try {
      if (connection.isPresent() && isGone(connection.get())) {
        close();
      }
      if (connection.isEmpty()) {
        connection = Optional.of(target.connect());
        send(sentLast);
      }
      send(events);
      sentLast = List.copyOf(events);
    } catch (IOException e) {
      close();
      throw new IOException("syslog " + target + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    connection.ifPresent(SyslogSink::close);
    connection = Optional.empty();
  }

  private void send(List<AuditEvent> events) throws IOException {
    if (events.isEmpty()) {
      return;
    }
    var bytes = new ByteArrayOutputStream();
    for (AuditEvent event : events) {
      bytes.writeBytes(SyslogMessage.ofEvent(host, event));
    }
    bytes.writeBytes(SyslogMessage.ofHead(host, events.getLast()));
    var out = connection.orElseThrow().getOutputStream();
    out.write(bytes.toByteArray());
    out.flush();
  }

  /** A server never sends anything, so whatever can be read but silence is the end. */
  private static boolean isGone(Socket socket) throws IOException {
    int before = socket.getSoTimeout();
    try {
      socket.setSoTimeout(LOOK_MILLIS);
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException silence) {
      return false;
    } catch (IOException broken) {
      LOG.debug("The connection to syslog broke: {}", broken.getMessage());
      return true;
    } finally {
      if (!socket.isClosed()) {
        socket.setSoTimeout(before);
      }
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("The connection to syslog could not be closed: {}", e.getMessage());
    }
  }
}
