package org.tandemvault.db.tls;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * The beginning of a TDS 7 connection as [MS-TDS] 2.2.6.5 has it: PRELOGIN asks for encryption, and
 * the TLS handshake travels inside packets of the same type. Used once, by one thread.
 */
final class TdsPreLogin {
  static final int HEADER = 8;
  static final int PRELOGIN = 0x12;
  static final int REPLY = 0x04;
  static final int VERSION = 0x00;
  static final int ENCRYPTION = 0x01;
  static final int TERMINATOR = 0xFF;
  static final int ENCRYPT_ON = 0x01;
  static final int ENCRYPT_NOT_SUPPORTED = 0x02;

  private static final int LAST = 0x01;
  private static final int MOST = 4096;
  private static final int MOST_MESSAGE = 1 << 17;
  private static final int OPTION = 5;

  /** VERSION of 6 bytes, ENCRYPTION, INSTOPT, THREADID of 4 bytes, MARS. */
  private static final byte[] QUESTION = {
    VERSION,
    0,
    26,
    0,
    6, //
    ENCRYPTION,
    0,
    32,
    0,
    1, //
    0x02,
    0,
    33,
    0,
    1, //
    0x03,
    0,
    34,
    0,
    4, //
    0x04,
    0,
    38,
    0,
    1, //
    (byte) TERMINATOR, //
    13,
    6,
    0,
    0,
    0,
    0, //
    ENCRYPT_ON,
    0,
    0,
    0,
    0,
    0,
    0
  };

  private final DataInputStream in;
  private final OutputStream out;
  private final String where;
  private int packet;
  private ByteBuffer received = ByteBuffer.allocate(MOST_MESSAGE).flip();

  TdsPreLogin(Socket socket, String where) throws IOException {
    this.in = new DataInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
    this.where = where;
  }

  /** Asks, and shakes hands until the handshake ends or the context refuses the certificate. */
  void handshake(SSLContext context) throws IOException {
    send(QUESTION, QUESTION.length);
    requireEncryption(message());
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(true);
    engine.setEnabledProtocols(new String[] {"TLSv1.2"}); // TDS 7 knows no newer one
    engine.beginHandshake();
    ByteBuffer toSend = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    ByteBuffer plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    while (isShaking(engine.getHandshakeStatus())) {
      switch (engine.getHandshakeStatus()) {
        case NEED_WRAP -> {
          engine.wrap(ByteBuffer.allocate(0), toSend.clear());
          send(toSend.array(), toSend.position());
        }
        case NEED_TASK -> engine.getDelegatedTask().run();
        default -> unwrap(engine, plain.clear());
      }
    }
  }

  private static boolean isShaking(HandshakeStatus status) {
    return status != HandshakeStatus.FINISHED && status != HandshakeStatus.NOT_HANDSHAKING;
  }

  private void unwrap(SSLEngine engine, ByteBuffer plain) throws IOException {
    SSLEngineResult result = engine.unwrap(received, plain);
    if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
      byte[] more = packet();
      if (received.remaining() + more.length > MOST_MESSAGE) {
        throw new SSLException("the handshake is too long");
      }
      received.compact().put(more).flip();
    } else if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
      throw new SSLException("the server ended the handshake");
    }
  }

  /** What the server says to the question of encryption. */
  private void requireEncryption(byte[] answer) throws IOException {
    for (int at = 0; at + OPTION <= answer.length; at += OPTION) {
      int token = answer[at] & 0xFF;
      if (token == TERMINATOR) {
        break;
      }
      int offset = (answer[at + 1] & 0xFF) << 8 | answer[at + 2] & 0xFF;
      if (token == ENCRYPTION && offset < answer.length) {
        if (answer[offset] == ENCRYPT_NOT_SUPPORTED) {
          throw new NoCertificateException(
              "The server at " + where + " does not encrypt. Give it a certificate first.");
        }
        return;
      }
    }
    throw new IOException("what answers does not speak TDS");
  }

  /** A whole message: packets up to the one that is marked as the last. */
  private byte[] message() throws IOException {
    ByteBuffer whole = ByteBuffer.allocate(MOST_MESSAGE);
    boolean last;
    do {
      byte[] header = header();
      byte[] body = body(header);
      if (body.length > whole.remaining()) {
        throw new IOException("the answer is too long for TDS");
      }
      whole.put(body);
      last = (header[1] & LAST) != 0;
    } while (!last);
    byte[] all = new byte[whole.flip().remaining()];
    whole.get(all);
    return all;
  }

  private byte[] packet() throws IOException {
    return body(header());
  }

  private byte[] header() throws IOException {
    byte[] header = new byte[HEADER];
    in.readFully(header);
    int type = header[0] & 0xFF;
    if (type != REPLY && type != PRELOGIN) {
      throw new IOException("what answers does not speak TDS");
    }
    return header;
  }

  private byte[] body(byte[] header) throws IOException {
    int length = (header[2] & 0xFF) << 8 | header[3] & 0xFF;
    if (length < HEADER) {
      throw new IOException("what answers does not speak TDS");
    }
    byte[] body = new byte[length - HEADER];
    in.readFully(body);
    return body;
  }

  /** Sends a message in packets of the size every server takes before the sign-in. */
  private void send(byte[] bytes, int length) throws IOException {
    int from = 0;
    while (from < length) {
      int size = Math.min(MOST - HEADER, length - from);
      ByteBuffer one = ByteBuffer.allocate(HEADER + size);
      one.put((byte) PRELOGIN).put((byte) (from + size == length ? LAST : 0));
      one.putShort((short) (HEADER + size)).putShort((short) 0);
      packet = (packet + 1) & 0xFF;
      one.put((byte) packet).put((byte) 0).put(bytes, from, size);
      out.write(one.array());
      from += size;
    }
    out.flush();
  }
}
