package org.tandemvault.db.tls;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.tandemvault.crypto.certificate.CertifiedKey;

/**
 * A server that speaks enough of TDS for the real driver: PRELOGIN, TLS inside its packets (or
 * first, for TDS 8), LOGIN7, SQL batches. What it answers to a batch is the test's affair; it keeps
 * no rows. The framing is that of [MS-TDS] 2.2.3, 2.2.6 and 2.2.7.
 */
public final class FakeTdsServer implements AutoCloseable {
  private static final int REPLY = 4;
  private static final int PRELOGIN = 0x12;
  private static final int BATCH = 1;
  private static final int RPC = 3;
  private static final int LOGIN = 0x10;

  private final ServerSocket socket;
  private final SSLContext context;
  private final boolean strict;
  private final boolean encrypts;
  private final int loginError;
  private final Function<String, Answer> answers;
  private final List<String> batches = new CopyOnWriteArrayList<>();

  /** What a batch is answered with. */
  public record Answer(int error, String message) {
    public static final Answer DONE = new Answer(0, "");
  }

  /** How it greets, and what it says to a sign-in. */
  public record Manner(boolean strict, boolean encrypts, int loginError) {
    public static final Manner USUAL = new Manner(false, true, 0);
    public static final Manner STRICT = new Manner(true, true, 0);
    public static final Manner PLAIN = new Manner(false, false, 0);

    public static Manner refusing(int error) {
      return new Manner(false, true, error);
    }
  }

  private FakeTdsServer(SSLContext context, Manner manner, Function<String, Answer> answers)
      throws IOException {
    this.context = context;
    this.strict = manner.strict();
    this.encrypts = manner.encrypts();
    this.loginError = manner.loginError();
    this.answers = answers;
    InetAddress loopback = InetAddress.getLoopbackAddress();
    this.socket =
        strict
            ? context.getServerSocketFactory().createServerSocket(0, 5, loopback)
            : new ServerSocket(0, 5, loopback);
    if (strict) {
      SSLServerSocket tls = (SSLServerSocket) socket;
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"tds/8.0"});
      tls.setSSLParameters(parameters);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public static FakeTdsServer start(CertifiedKey key, Manner manner) {
    return start(key, manner, sql -> Answer.DONE);
  }

  public static FakeTdsServer start(
      CertifiedKey key, Manner manner, Function<String, Answer> answers) {
    try {
      return new FakeTdsServer(context(key), manner, answers);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** The batches and statements that came, in order. */
  public List<String> batches() {
    return List.copyOf(batches);
  }

  private static SSLContext context(CertifiedKey key) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    char[] none = new char[0];
    store.setKeyEntry(
        "server",
        key.privateKey(),
        none,
        key.chain().toArray(java.security.cert.Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, none);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, new SecureRandom());
    return context;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      OutputStream out = client.getOutputStream();
      Message hello = read(in);
      if (hello.type() != PRELOGIN) {
        return;
      }
      send(out, preLogin());
      if (strict) {
        talk(in, out);
      } else if (encrypts) {
        Tunnel tunnel = new Tunnel(context, in, out);
        tunnel.handshake();
        talk(new DataInputStream(tunnel.input()), tunnel.output());
      }
    } catch (IOException | UncheckedIOException gone) {
      // the client broke off, as it may
    }
  }

  private byte[] preLogin() {
    byte encryption = (byte) (encrypts ? 1 : 2);
    return new byte[] {
      0, 0, 11, 0, 6, 1, 0, 17, 0, 1, (byte) 0xFF, 16, 0, 0x10, 0, 0, 0, encryption
    };
  }

  private void talk(DataInputStream in, OutputStream out) throws IOException {
    while (true) {
      Message message = read(in);
      switch (message.type()) {
        case LOGIN -> {
          if (loginError != 0) {
            send(out, join(error(loginError, "refused by the test"), done(2)));
            return;
          }
          send(out, join(loginAck(), done(0)));
        }
        case BATCH -> answer(out, sqlOf(message.body()));
        case RPC -> answer(out, new String(message.body(), StandardCharsets.UTF_16LE));
        default -> send(out, done(0));
      }
    }
  }

  private void answer(OutputStream out, String sql) throws IOException {
    batches.add(sql);
    Answer answer = answers.apply(sql);
    send(
        out,
        answer.error() == 0 ? done(0) : join(error(answer.error(), answer.message()), done(2)));
  }

  /** The text behind ALL_HEADERS. */
  private static String sqlOf(byte[] body) {
    int headers = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).getInt();
    return new String(body, headers, body.length - headers, StandardCharsets.UTF_16LE);
  }

  private static byte[] loginAck() {
    byte[] name = "Microsoft SQL Server".getBytes(StandardCharsets.UTF_16LE);
    ByteBuffer token = little(3 + 1 + 4 + 1 + name.length + 4);
    token.put((byte) 0xAD).putShort((short) (token.capacity() - 3)).put((byte) 1);
    token.put(new byte[] {0x74, 0, 0, 4}).put((byte) (name.length / 2)).put(name);
    return token.put(new byte[] {16, 0, 0x10, 0}).array();
  }

  private static byte[] error(int number, String message) {
    byte[] text = message.getBytes(StandardCharsets.UTF_16LE);
    ByteBuffer token = little(3 + 4 + 1 + 1 + 2 + text.length + 1 + 1 + 4);
    token.put((byte) 0xAA).putShort((short) (token.capacity() - 3)).putInt(number);
    token.put((byte) 1).put((byte) 14).putShort((short) (text.length / 2)).put(text);
    return token.put((byte) 0).put((byte) 0).putInt(1).array();
  }

  private static byte[] done(int status) {
    return little(13)
        .put((byte) 0xFD)
        .putShort((short) status)
        .putShort((short) 0)
        .putLong(0)
        .array();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  private record Message(int type, byte[] body) {}

  private static Message read(DataInputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int type;
    boolean last;
    do {
      type = in.readUnsignedByte();
      last = (in.readUnsignedByte() & 1) != 0;
      int length = in.readUnsignedShort();
      in.readInt();
      body.write(in.readNBytes(length - 8));
    } while (!last);
    return new Message(type, body.toByteArray());
  }

  private static void send(OutputStream out, byte[] body) throws IOException {
    out.write(packet(REPLY, body));
    out.flush();
  }

  private static byte[] packet(int type, byte[] body) {
    return ByteBuffer.allocate(8 + body.length)
        .put((byte) type)
        .put((byte) 1)
        .putShort((short) (8 + body.length))
        .putShort((short) 0)
        .put((byte) 1)
        .put((byte) 0)
        .put(body)
        .array();
  }

  /** TLS whose handshake is in packets and whose rest is not. */
  private static final class Tunnel {
    private final SSLEngine engine;
    private final DataInputStream in;
    private final OutputStream out;
    private ByteBuffer cipher = ByteBuffer.allocate(1 << 17).flip();
    private ByteBuffer plain = ByteBuffer.allocate(1 << 17).flip();

    private Tunnel(SSLContext context, DataInputStream in, OutputStream out) {
      this.engine = context.createSSLEngine();
      this.in = in;
      this.out = out;
      engine.setUseClientMode(false);
      engine.setEnabledProtocols(new String[] {"TLSv1.2"});
    }

    /** One message for each flight, as SQL Server has it. */
    private void handshake() throws IOException {
      ByteArrayOutputStream flight = new ByteArrayOutputStream();
      engine.beginHandshake();
      while (engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
        switch (engine.getHandshakeStatus()) {
          case NEED_TASK -> engine.getDelegatedTask().run();
          case NEED_WRAP -> flight.write(wrap(new byte[0]));
          default -> {
            say(flight);
            if (!unwrap()) {
              more(read(in).body());
            }
          }
        }
      }
      say(flight);
    }

    private void say(ByteArrayOutputStream flight) throws IOException {
      if (flight.size() > 0) {
        out.write(packet(PRELOGIN, flight.toByteArray()));
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

    private InputStream input() {
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

    private OutputStream output() {
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

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
