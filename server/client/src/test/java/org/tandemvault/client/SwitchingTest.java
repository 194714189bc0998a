package org.tandemvault.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tandemvault.client.FakeNode.Mood;
import org.tandemvault.client.Origin.Role;

/** Which server gets what, against servers that die, fall silent and hang up. */
class SwitchingTest {

  private static final String LIST = "GET /api/v1/resources";
  private static final String CHANGE = "PUT /api/v1/accounts/A1/password";
  private static final String EMPTY = "{\"items\":[],\"next\":null}";
  private static final String USE_PRIMARY =
      "{\"code\":\"use-primary\",\"detail\":\"The primary is alive.\",\"primary\":\"%s\"}";
  private static final String READ_ONLY =
      "{\"code\":\"read-only-node\",\"detail\":\"This node is a standby.\",\"primary\":\"%s\"}";

  /** Waits as long as it takes for the preferred server. */
  private static final Timing PATIENT = timing(Duration.ofSeconds(60), Duration.ofSeconds(60));

  /** Waits just a moment for the preferred server. */
  private static final Timing QUICK = timing(Duration.ofMillis(20), Duration.ofMillis(200));

  @TempDir private Path folder;
  private final TestAuthority authority = new TestAuthority();
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final SecretChars token = SecretChars.of("t0ken".toCharArray());
  private FakeNode primary;
  private FakeNode standby;

  @BeforeEach
  void start() {
    primary = opened(FakeNode.primary(authority));
    standby = opened(FakeNode.standby(authority));
    for (FakeNode node : List.of(primary, standby)) {
      node.answers(LIST, 200, EMPTY).answers(CHANGE, 200, "{\"version\":2}");
    }
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  @Test
  void aReadGoesToTheFirstServerThatServes() {
    Answer<List<Resource>> answer = client(PATIENT, primary, standby).resources("");

    assertThat(answer.origin().server()).isEqualTo(primary.uri());
    assertThat(answer.origin().role()).contains(Role.PRIMARY);
    assertThat(standby.asked()).isEmpty();
  }

  @Test
  void aReadGoesToTheStandbyWhenThePrimaryRefusesConnectionsAndTellsHowOldTheDataAre() {
    primary.die();

    Origin origin = client(PATIENT, primary, standby).resources("").origin();

    assertThat(origin.server()).isEqualTo(standby.uri());
    assertThat(origin.isStandby()).isTrue();
    assertThat(origin.node()).isEqualTo("standby");
    assertThat(origin.lagSeconds()).isEqualTo(7);
    assertThat(origin.asOf()).isPresent();
  }

  @Test
  void aReadGoesToTheStandbyWhenThePrimaryIsSilent() {
    primary.is(Mood.SILENT);

    assertThat(client(QUICK, primary, standby).resources("").origin().server())
        .isEqualTo(standby.uri());
  }

  @ParameterizedTest
  @EnumSource(
      value = Mood.class,
      names = {"UNAVAILABLE", "BAD_GATEWAY", "HANGS_UP"})
  void aReadGoesToTheStandbyWhenThePrimaryFails(Mood mood) {
    primary.is(mood);

    assertThat(client(PATIENT, primary, standby).resources("").origin().server())
        .isEqualTo(standby.uri());
  }

  @Test
  void aSlowCallIsWaitedForWhileItsServerAnswersItsPublicPage() {
    primary.is(Mood.SILENT_TO_CALLS);
    VaultClient client = client(PATIENT, primary, standby);
    Thread.ofVirtual()
        .start(
            () -> {
              await().until(() -> primary.pages() > 3);
              primary.is(Mood.WELL);
              primary.goOn();
            });

    assertThat(client.resources("").origin().server()).isEqualTo(primary.uri());
    assertThat(primary.asked()).hasSize(1);
    assertThat(standby.asked()).isEmpty();
  }

  @Test
  void aCallLeavesAServerThatFallsSilentDuringIt() {
    primary.is(Mood.SILENT_TO_CALLS);
    VaultClient client = client(QUICK, primary, standby);
    Thread.ofVirtual()
        .start(
            () -> {
              await().until(() -> !primary.asked().isEmpty() || !standby.asked().isEmpty());
              primary.is(Mood.SILENT);
            });

    assertThat(client.resources("").origin().server()).isEqualTo(standby.uri());
  }

  @Test
  void theClientGoesBackToThePrimaryByItself() {
    primary.is(Mood.UNAVAILABLE);
    VaultClient client = client(PATIENT, primary, standby);
    assertThat(client.resources("").origin().server()).isEqualTo(standby.uri());

    primary.is(Mood.WELL);

    await().until(() -> client.resources("").origin().server().equals(primary.uri()));
  }

  @Test
  void noServerThatAnswersIsToldWithTheReasonOfEach() {
    primary.die();
    standby.is(Mood.UNAVAILABLE);

    assertThatExceptionOfType(UnreachableException.class)
        .isThrownBy(() -> client(PATIENT, primary, standby).resources(""))
        .withMessageContaining(primary.url() + " refuses connections")
        .withMessageContaining(standby.url() + " answers 503");
  }

  @Test
  void aChangeGoesToThePrimaryWhereverItIsInTheList() {
    client(PATIENT, standby, primary).generatePassword("A1");

    assertThat(primary.asked()).extracting(FakeNode.Asked::call).containsExactly(CHANGE);
    assertThat(standby.asked()).isEmpty();
  }

  @Test
  void aChangeIsNeverSentTwiceWhenTheConnectionBreaksAfterSending() {
    primary.is(Mood.HANGS_UP);

    assertThatExceptionOfType(OutcomeUnknownException.class)
        .isThrownBy(() -> client(PATIENT, primary, standby).generatePassword("A1"))
        .withMessageContaining("Look before you try again");
    assertThat(primary.asked()).hasSize(1);
    assertThat(standby.asked()).isEmpty();
  }

  @Test
  void aChangeWithoutAPrimaryIsNotSent() {
    primary.die();

    assertThatExceptionOfType(UnreachableException.class)
        .isThrownBy(() -> client(PATIENT, primary, standby).generatePassword("A1"))
        .withMessageContaining("nothing was changed")
        .withMessageContaining("takes no changes");
    assertThat(standby.asked()).isEmpty();
  }

  @Test
  void aChangeSentToAStandbyAloneIsRefusedWithThePrimarysAddress() {
    standby.answers(CHANGE, 409, READ_ONLY.formatted("https://primary.example:7272"));

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> client(PATIENT, standby).generatePassword("A1"))
        .withMessageContaining("https://primary.example:7272")
        .satisfies(e -> assertThat(e.code()).isEqualTo("read-only-node"));
  }

  @Test
  void aNodeThatIsNoPrimaryAnyMoreIsLeftForThePrimaryThatItNames() {
    FakeNode old = opened(FakeNode.primary(authority));
    old.answers(CHANGE, 409, READ_ONLY.formatted(primary.url()));

    assertThat(client(PATIENT, old, primary).generatePassword("A1")).isEqualTo(2);
    assertThat(primary.asked()).hasSize(1);
  }

  @Test
  void aStandbyThatSendsPeopleToTheLivingPrimaryIsFollowed() {
    standby.answers(LIST, 409, USE_PRIMARY.formatted(primary.url()));

    assertThat(client(PATIENT, standby, primary).resources("").origin().server())
        .isEqualTo(primary.uri());
  }

  @Test
  void noTokenGoesToAnAddressThatIsNotConfiguredWhateverAServerSays() {
    FakeNode stranger = opened(FakeNode.primary(authority));
    standby
        .answers(LIST, 409, USE_PRIMARY.formatted(stranger.url()))
        .answers(CHANGE, 409, READ_ONLY.formatted(stranger.url()))
        .redirects("GET /api/v1/accounts/A1", stranger.url() + "/api/v1/accounts/A1");
    VaultClient client = client(PATIENT, standby);

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> client.resources(""))
        .withMessageContaining("Name that address as a server too");
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> client.generatePassword("A1"));
    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> client.account("A1"));
    assertThat(stranger.asked()).isEmpty();
  }

  @Test
  void aStandbyThatStillTakesADeadPrimaryForAliveIsWaitedFor() {
    primary.die();
    standby.answers(LIST, 409, USE_PRIMARY.formatted(primary.url()));
    VaultClient client = client(PATIENT, primary, standby);
    Thread.ofVirtual()
        .start(
            () -> {
              await().until(() -> standby.asked().size() > 2);
              standby.answers(LIST, 200, EMPTY);
            });

    assertThat(client.resources("").origin().server()).isEqualTo(standby.uri());
    assertThat(notices).hasSize(1).first().asString().contains("still takes the primary for alive");
  }

  @Test
  void theActivePrimaryIsNamed() {
    assertThat(client(PATIENT, standby, primary).active()).contains(primary.uri());
    assertThat(client(PATIENT, standby).active()).isEmpty();
  }

  @Test
  void aServerOfAnotherAuthorityGetsNothing() {
    FakeNode stranger = opened(FakeNode.primary(new TestAuthority()));

    assertThatExceptionOfType(UntrustedServerException.class)
        .isThrownBy(() -> client(PATIENT, stranger).resources(""))
        .withMessageContaining("--ca FILE");
    assertThat(stranger.asked()).isEmpty();
  }

  @Test
  void aServerWhoseCertificateIsForAnotherNameGetsNothing() {
    FakeNode other = opened(FakeNode.start(authority, "other.example", true));

    assertThatExceptionOfType(UntrustedServerException.class)
        .isThrownBy(() -> client(PATIENT, other).resources(""));
    assertThat(other.asked()).isEmpty();
  }

  @Test
  void theTokenIsSentWithCallsAndNotToPublicPages() {
    client(PATIENT, primary).resources("db prod");

    assertThat(primary.asked())
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.token()).isEqualTo("Bearer t0ken");
              assertThat(call.query()).isEqualTo("q=db+prod&limit=500");
            });
  }

  private VaultClient client(Timing timing, FakeNode... nodes) {
    try {
      String[] servers = Arrays.stream(nodes).map(FakeNode::url).toArray(String[]::new);
      return opened(
          VaultClient.of(servers)
              .authority(authority.pem(folder))
              .tokens(Tokens.everywhere(token))
              .notices(notices::add)
              .timing(timing)
              .connect());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private <T extends AutoCloseable> T opened(T one) {
    open.add(one);
    return one;
  }

  private static Timing timing(Duration stagger, Duration prefer) {
    return new Timing(
        Duration.ofSeconds(60),
        stagger,
        prefer,
        Duration.ofSeconds(60),
        Duration.ofMillis(50),
        Duration.ZERO,
        Duration.ZERO,
        Duration.ofSeconds(60),
        Duration.ofMillis(10));
  }
}
