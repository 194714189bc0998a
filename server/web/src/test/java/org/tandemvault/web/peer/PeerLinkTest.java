package org.tandemvault.web.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.ha.Canary;
import org.tandemvault.core.ha.Challenge;
import org.tandemvault.core.ha.Challenge.Question;
import org.tandemvault.core.ha.Peer;
import org.tandemvault.core.ha.PeerAnswer;
import org.tandemvault.core.ha.PeerReply;
import org.tandemvault.core.ha.PeerReply.Answered;
import org.tandemvault.core.ha.PeerReply.How;
import org.tandemvault.core.ha.PeerReply.Unanswered;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.node.ReplicationChannel;
import org.tandemvault.core.node.ReplicationChannel.Direction;
import org.tandemvault.core.node.ReplicationEnd;
import org.tandemvault.core.node.ReplicationEnd.Figures;
import org.tandemvault.core.node.ReplicationEnd.Finding;
import org.tandemvault.core.node.ReplicationEnd.Side;
import org.tandemvault.core.node.ReplicationState;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.Purpose;
import org.tandemvault.crypto.SecretCipher;
import org.tandemvault.crypto.certificate.CertificateAuthority;
import org.tandemvault.crypto.certificate.CertificateRequest;
import org.tandemvault.crypto.certificate.CertifiedKey;

/** Questions and answers over real sockets. */
final class PeerLinkTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final CertificateAuthority AUTHORITY =
      CertificateAuthority.create("test", Duration.ofDays(30), Clock.systemUTC(), RANDOM);
  private static final CertifiedKey PRIMARY_KEY = key("primary");
  private static final CertifiedKey STANDBY_KEY = key("standby");
  private static final NodeId PRIMARY = new NodeId("primary");
  private static final Peer STANDBY =
      new Peer(new NodeId("standby"), NodeRole.STANDBY, "https://x:1", Optional.empty());
  private static final Question QUESTION = new Question(Long.MIN_VALUE, new byte[] {1, 2, 3});

  private final List<AutoCloseable> open = new ArrayList<>();
  private final AtomicReference<NodeId> asker = new AtomicReference<>();
  private final AtomicReference<Question> heard = new AtomicReference<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  @Test
  void everythingOfQuestionAndAnswerArrives() throws IOException {
    PeerAnswer answer = answer();
    int port = listen(STANDBY_KEY, PRIMARY_KEY.certificate(), answer);

    PeerAnswer got = answered(ask(port, PRIMARY_KEY, STANDBY_KEY.certificate()));

    assertThat(asker.get()).isEqualTo(PRIMARY);
    assertThat(heard.get().nonce()).isEqualTo(QUESTION.nonce());
    assertThat(heard.get().sealed()).isEqualTo(QUESTION.sealed());
    assertThat(got.node()).isEqualTo(answer.node());
    assertThat(got.role()).isEqualTo(answer.role());
    assertThat(got.view()).isEqualTo(answer.view());
    assertThat(got.proof()).isEqualTo(answer.proof());
  }

  @Test
  void aCanaryIsOpenedAtTheOtherEnd() throws IOException {
    Keyring keys = Keyring.create(RANDOM);
    Canary here = canary(PRIMARY, keys);
    Canary there = canary(STANDBY.node(), keys);
    HeartbeatListener listener =
        HeartbeatListener.open(
            loopback(0),
            STANDBY_KEY,
            List.of(new PeerAddress(PRIMARY, "localhost", 1, PRIMARY_KEY.certificate())),
            (from, question) ->
                new PeerAnswer(
                    STANDBY.node(), NodeRole.STANDBY, view(), there.answer(from, question)));
    open.add(listener);
    Challenge challenge = here.challenge(STANDBY.node());

    PeerReply reply =
        link(listener.port(), PRIMARY_KEY, STANDBY_KEY.certificate())
            .ask(STANDBY, challenge.question());

    assertThat(challenge.isMetBy(answered(reply).proof())).isTrue();
    assertThat(here.challenge(STANDBY.node()).isMetBy(answered(reply).proof())).isFalse();
  }

  @Test
  void anAnswerWithoutProofIsTheWrongKey() throws IOException {
    int port =
        listen(
            STANDBY_KEY,
            PRIMARY_KEY.certificate(),
            new PeerAnswer(STANDBY.node(), NodeRole.STANDBY, view(), new byte[0]));

    Unanswered reply = unanswered(ask(port, PRIMARY_KEY, STANDBY_KEY.certificate()));

    assertThat(reply.how()).isEqualTo(How.WRONG_KEY);
    assertThat(reply.remedy()).contains("master key file");
  }

  @Test
  void aListenerWithAnotherCertificateOfTheSameAuthorityIsNotBelieved() throws IOException {
    int port = listen(key("standby"), PRIMARY_KEY.certificate(), answer());

    Unanswered reply = unanswered(ask(port, PRIMARY_KEY, STANDBY_KEY.certificate()));

    assertThat(reply.how()).isEqualTo(How.NOT_BELIEVED);
    assertThat(reply.remedy()).contains("heartbeat.pem");
    assertThat(heard.get()).isNull();
  }

  @Test
  void anAskerWithAnotherCertificateOfTheSameAuthorityIsNotAnswered() throws IOException {
    int port = listen(STANDBY_KEY, PRIMARY_KEY.certificate(), answer());

    Unanswered reply = unanswered(ask(port, key("primary"), STANDBY_KEY.certificate()));

    assertThat(reply.how()).isIn(How.NOT_BELIEVED, How.REFUSED);
    assertThat(heard.get()).isNull();
  }

  @Test
  void whereNothingListensTheConnectionIsRefused() throws IOException {
    HeartbeatListener listener = listener(STANDBY_KEY, PRIMARY_KEY.certificate(), answer());
    int port = listener.port();
    listener.close();

    Unanswered reply = unanswered(ask(port, PRIMARY_KEY, STANDBY_KEY.certificate()));

    assertThat(reply.how()).isEqualTo(How.REFUSED);
    assertThat(reply.reason()).contains("localhost:" + port, "standby");
  }

  @Test
  void whoAcceptsAndSaysNothingIsSilent() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Unanswered reply =
          unanswered(ask(mute.getLocalPort(), PRIMARY_KEY, STANDBY_KEY.certificate()));

      assertThat(reply.how()).isEqualTo(How.SILENT);
    }
  }

  @Test
  void whoClosesAtOnceHasRefused() throws IOException {
    try (ServerSocket curt = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> acceptAndClose(curt));

      Unanswered reply =
          unanswered(ask(curt.getLocalPort(), PRIMARY_KEY, STANDBY_KEY.certificate()));

      assertThat(reply.how()).isEqualTo(How.REFUSED);
    }
  }

  @Test
  void strangersWhoSendRubbishDoNotStopTheListener() throws IOException {
    int port = listen(STANDBY_KEY, PRIMARY_KEY.certificate(), answer());
    for (int i = 0; i < 5; i++) {
      try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), port)) {
        stranger.setSoTimeout(10_000);
        stranger.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        readToTheEnd(stranger.getInputStream());
      }
    }

    answered(ask(port, PRIMARY_KEY, STANDBY_KEY.certificate()));
  }

  @Test
  void aMessageThatIsTooLongIsNeitherSentNorRead() {
    assertThatThrownBy(
            () -> Frames.write(OutputStream.nullOutputStream(), new byte[Frames.LONGEST + 1]))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Frames.read(new ByteArrayInputStream(new byte[] {127, -1, -1, -1, 0})))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too long");
  }

  @Test
  void whatIsNoAnswerIsAnIoFault() {
    var words = new PeerWords();
    for (String text : List.of("", "[]", "{}", "{\"node\":\"A B\"}", "null")) {
      assertThatThrownBy(() -> words.answer(text.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(IOException.class);
    }
  }

  private static void acceptAndClose(ServerSocket curt) {
    try {
      curt.accept().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A reset is an end too. */
  private static void readToTheEnd(InputStream in) {
    try {
      in.readAllBytes();
    } catch (IOException reset) {
      assertThat(reset).isNotInstanceOf(SocketTimeoutException.class);
    }
  }

  private int listen(CertifiedKey own, X509Certificate asker, PeerAnswer answer)
      throws IOException {
    return listener(own, asker, answer).port();
  }

  private HeartbeatListener listener(CertifiedKey own, X509Certificate primary, PeerAnswer answer)
      throws IOException {
    HeartbeatListener listener =
        HeartbeatListener.open(
            loopback(0),
            own,
            List.of(new PeerAddress(PRIMARY, "localhost", 1, primary)),
            (from, question) -> {
              asker.set(from);
              heard.set(question);
              return answer;
            });
    open.add(listener);
    return listener;
  }

  private PeerReply ask(int port, CertifiedKey own, X509Certificate standby) {
    return link(port, own, standby).ask(STANDBY, QUESTION);
  }

  private TlsPeerLink link(int port, CertifiedKey own, X509Certificate standby) {
    var link =
        new TlsPeerLink(own, List.of(new PeerAddress(STANDBY.node(), "localhost", port, standby)));
    open.add(link);
    return link;
  }

  private static PeerAnswer answered(PeerReply reply) {
    assertThat(reply).isInstanceOf(Answered.class);
    return ((Answered) reply).answer();
  }

  private static Unanswered unanswered(PeerReply reply) {
    assertThat(reply).isInstanceOf(Unanswered.class);
    return (Unanswered) reply;
  }

  private static PeerAnswer answer() {
    return new PeerAnswer(STANDBY.node(), NodeRole.STANDBY, view(), new byte[] {9, 8, 7});
  }

  private static PeerAnswer.View view() {
    var end =
        new ReplicationEnd(
            new ReplicationChannel(STANDBY.node(), Direction.TO_STANDBY),
            Side.RECEIVER,
            new Finding(ReplicationState.BLOCKED, true, "A row is in the way.", "Take it away."),
            new Figures(
                OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty(), 0));
    return new PeerAnswer.View(
        Instant.parse("2026-06-01T12:00:00.123456Z"),
        42,
        Map.of(PRIMARY, 41L, STANDBY.node(), Long.MAX_VALUE),
        List.of(end),
        true,
        1_795_000_000L);
  }

  private static Canary canary(NodeId own, Keyring keys) {
    return new Canary(
        own,
        new SecretCipher(keys, key -> {}, RANDOM),
        keys.authenticator(Purpose.HEARTBEAT_CANARY),
        RANDOM);
  }

  private static CertifiedKey key(String name) {
    return AUTHORITY.issue(CertificateRequest.node(name, Set.of(name), Duration.ofDays(30)));
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
