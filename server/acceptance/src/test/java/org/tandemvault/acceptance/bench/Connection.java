package org.tandemvault.acceptance.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** One kept-alive HTTPS connection that costs the shared processor little. Not thread-safe. */
final class Connection implements AutoCloseable {

  private final String host;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  Connection(SSLSocketFactory sockets, String host, int port) throws IOException {
    this.host = host + ":" + port;
    this.socket = sockets.createSocket(host, port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(120_000);
    ((SSLSocket) socket).startHandshake();
    this.in = new BufferedInputStream(socket.getInputStream(), 16_384);
    this.out = socket.getOutputStream();
  }

  /** Sends a request and reads the whole answer. */
  Answer call(String method, String path, String token, String type, byte[] body)
      throws IOException {
    var head = new StringBuilder(256);
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ").append(host);
    if (!token.isEmpty()) {
      head.append("\r\nAuthorization: Bearer ").append(token);
    }
    if (!type.isEmpty()) {
      head.append("\r\nContent-Type: ").append(type);
      head.append("\r\nContent-Length: ").append(body.length);
    }
    head.append("\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.US_ASCII);
    byte[] whole = new byte[start.length + body.length];
    System.arraycopy(start, 0, whole, 0, start.length);
    System.arraycopy(body, 0, whole, start.length, body.length);
    out.write(whole);
    out.flush();
    return read();
  }

  private Answer read() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      }
      chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
    }
    var body = new ByteArrayOutputStream();
    if (!chunked) {
      body.write(exactly(length));
    }
    while (chunked) {
      int size = Integer.parseInt(line().split(";", 2)[0].strip(), 16);
      body.write(exactly(size));
      line();
      chunked = size > 0;
    }
    return new Answer(status, body.toString(StandardCharsets.UTF_8));
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the server closed the connection");
    }
    return bytes;
  }

  private String line() throws IOException {
    var line = new StringBuilder(80);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** Status and body. */
  record Answer(int status, String body) {

    /** The first value of a JSON string field of that name. */
    String field(String name) {
      var found =
          java.util.regex.Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(body);
      return found.find() ? found.group(1) : "";
    }

    Answer expect(int wanted) {
      if (status != wanted) {
        throw new IllegalStateException(
            "answered " + status + ", not " + wanted + ": " + field("detail"));
      }
      return this;
    }
  }
}
