package org.tandemvault.db.tls;

import java.io.DataInputStream;
import java.io.IOException;
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
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.tandemvault.crypto.certificate.CertifiedKey;

/**
 * A server that speaks enough of TDS for the real driver: PRELOGIN, TLS inside its packets (or
 * first, for TDS 8), LOGIN7, SQL batches. What it answers to a batch is the test's affair; it keeps
 * no rows. The framing is that of [MS-TDS] 2.2.3, 2.2.6 and 2.2.7.
 */
public final class FakeTdsServer implements AutoCloseable {
  private static final int PRELOGIN = 0x12;
  private static final int BATCH = 1;
  private static final int RPC = 3;
  private static final int LOGIN = 0x10;
  private static final int UPDATE = 0xC5;
  private static final int DONE = 0xFD;
  private static final int DONE_CALL = 0xFE;
  private static final int DONE_IN_CALL = 0xFF;
  private static final String DATABASE = "vault";

  private final ServerSocket socket;
  private final SSLContext context;
  private final boolean strict;
  private final boolean encrypts;
  private final int loginError;
  private final Function<String, Answer> answers;
  private final List<String> batches = new CopyOnWriteArrayList<>();

  /** What a batch is answered with: an error, rows, or that it is done. */
  public record Answer(int error, String message, List<String> columns, List<List<Object>> rows) {
    public static final Answer DONE = new Answer(0, "");

    /** One row was changed. */
    public static final Answer CHANGED = new Answer(0, "changed");

    /** The connection breaks. */
    public static final Answer BREAK = new Answer(-1, "");

    public Answer(int error, String message) {
      this(error, message, List.of(), List.of());
    }

    /** One row of one column. */
    public static Answer value(Object value) {
      return table(List.of("x"), List.of(Collections.singletonList(value)));
    }

    /** No row, of one column. */
    public static Answer none() {
      return table(List.of("x"), List.of());
    }

    private int count() {
      return message.equals("changed") ? 1 : 0;
    }

    public static Answer table(List<String> columns, List<List<Object>> rows) {
      return new Answer(0, "", columns, rows);
    }
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
      TdsMessage hello = TdsMessage.read(in);
      if (hello.type() != PRELOGIN) {
        return;
      }
      TdsMessage.send(out, preLogin());
      if (strict) {
        talk(in, out);
      } else if (encrypts) {
        TdsTunnel tunnel = new TdsTunnel(context, in, out);
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
    TdsCall.Prepared prepared = new TdsCall.Prepared();
    while (true) {
      TdsMessage message = TdsMessage.read(in);
      switch (message.type()) {
        case LOGIN -> {
          if (loginError != 0) {
            TdsMessage.send(out, join(error(loginError, "refused by the test"), done(2)));
            return;
          }
          TdsMessage.send(out, join(join(environment(), loginAck()), done(0)));
        }
        case BATCH -> answer(out, sqlOf(message.body()));
        case RPC -> call(out, TdsCall.read(message.body(), prepared));
        default -> TdsMessage.send(out, done(0));
      }
    }
  }

  private void answer(OutputStream out, String sql) throws IOException {
    batches.add(sql);
    Answer answer = answerTo(sql);
    TdsMessage.send(
        out,
        answer.error() == 0
            ? join(rows(answer), done(DONE, 0, answer.count()))
            : join(error(answer.error(), answer.message()), done(2)));
  }

  private void call(OutputStream out, TdsCall call) throws IOException {
    Answer answer = Answer.DONE;
    if (!call.sql().isEmpty()) {
      batches.add(call.sql());
      answer = answerTo(call.sql());
    }
    byte[] said =
        answer.error() == 0
            ? join(rows(answer), done(DONE_IN_CALL, 0x11, answer.count()))
            : error(answer.error(), answer.message());
    byte[] status = {0x79, 0, 0, 0, 0};
    byte[] end = done(DONE_CALL, answer.error() == 0 ? 0 : 2, 0);
    TdsMessage.send(out, join(join(said, status), join(handle(call.handle()), end)));
  }

  private Answer answerTo(String sql) throws IOException {
    Answer answer = answers.apply(sql);
    if (answer.equals(Answer.BREAK)) {
      throw new IOException("broken by the test");
    }
    return answer;
  }

  private static byte[] rows(Answer answer) {
    return answer.columns().isEmpty() ? new byte[0] : TdsRows.of(answer.columns(), answer.rows());
  }

  private static byte[] handle(int handle) {
    if (handle == 0) {
      return new byte[0];
    }
    ByteBuffer token = little(18);
    token.put((byte) 0xAC).putShort((short) 0).put((byte) 0).put((byte) 1).putInt(0);
    return token
        .putShort((short) 0)
        .put((byte) 0x26)
        .put((byte) 4)
        .put((byte) 4)
        .putInt(handle)
        .array();
  }

  /** The database and its collation, without which the driver writes no texts. */
  private static byte[] environment() {
    byte[] name = DATABASE.getBytes(StandardCharsets.UTF_16LE);
    ByteBuffer token = little(3 + 3 + name.length + 3 + 8);
    token.put((byte) 0xE3).putShort((short) (3 + name.length)).put((byte) 1);
    token.put((byte) (name.length / 2)).put(name).put((byte) 0);
    token.put((byte) 0xE3).putShort((short) 8).put((byte) 7).put((byte) 5);
    return token.put(TdsRows.collation()).put((byte) 0).array();
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
    return done(DONE, status, 0);
  }

  private static byte[] done(int token, int status, long rows) {
    return little(13)
        .put((byte) token)
        .putShort((short) (rows > 0 ? status | 0x10 : status))
        .putShort((short) (rows > 0 ? UPDATE : 0))
        .putLong(rows)
        .array();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
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
