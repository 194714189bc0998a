package org.tandemvault.db.tls;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/** TLS whose handshake is in packets and whose rest is not. */
final class TdsTunnel {
  private static final int PRELOGIN = 0x12;
  private final SSLEngine engine;
  private final DataInputStream in;
  private final OutputStream out;
  private ByteBuffer cipher = ByteBuffer.allocate(1 << 17).flip();
  private ByteBuffer plain = ByteBuffer.allocate(1 << 17).flip();

  TdsTunnel(SSLContext context, DataInputStream in, OutputStream out) {
    this.engine = context.createSSLEngine();
    this.in = in;
    this.out = out;
    engine.setUseClientMode(false);
    engine.setEnabledProtocols(new String[] {"TLSv1.2"});
  }

  /** One message for each flight, as SQL Server has it. */
  void handshake() throws IOException {
    ByteArrayOutputStream flight = new ByteArrayOutputStream();
    engine.beginHandshake();
    while (engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> engine.getDelegatedTask().run();
        case NEED_WRAP -> flight.write(wrap(new byte[0]));
        default -> {
          say(flight);
          if (!unwrap()) {
            more(TdsMessage.read(in).body());
          }
        }
      }
    }
    say(flight);
  }

  private void say(ByteArrayOutputStream flight) throws IOException {
    if (flight.size() > 0) {
      out.write(TdsMessage.packet(PRELOGIN, flight.toByteArray(), true));
      out.flush();
      flight.reset();
    }
  }

  private byte[] wrap(byte[] bytes) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ByteBuffer source = ByteBuffer.wrap(bytes);
    do {
      engine.wrap(source, record.clear());
      all.write(record.array(), 0, record.position());
    } while (source.hasRemaining());
    return all.toByteArray();
  }

  private boolean unwrap() throws IOException {
    plain.compact();
    SSLEngineResult result = engine.unwrap(cipher, plain);
    plain.flip();
    if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
      throw new IOException("closed");
    }
    return result.getStatus() != SSLEngineResult.Status.BUFFER_UNDERFLOW;
  }

  private void more(byte[] bytes) {
    cipher = cipher.compact().put(bytes).flip();
  }

  InputStream input() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        while (!plain.hasRemaining()) {
          if (!unwrap()) {
            byte[] some = new byte[1 << 14];
            int got = in.read(some);
            if (got < 0) {
              return -1;
            }
            more(java.util.Arrays.copyOf(some, got));
          }
        }
        return plain.get() & 0xFF;
      }
    };
  }

  OutputStream output() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(wrap(java.util.Arrays.copyOfRange(bytes, from, from + length)));
        out.flush();
      }
    };
  }
}
