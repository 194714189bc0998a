package org.tandemvault.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.client.FakeNode;
import org.tandemvault.client.TestAuthority;
import org.tandemvault.client.command.CommandRun.Ended;

/** Sessions and where they are kept. */
class LoginTest {

  private static final String SESSIONS = "POST /api/v1/sessions";
  private static final String SESSION =
      "{\"token\":\"%s\",\"expiresAt\":\"2026-11-22T03:00:00Z\",\"user\":{\"id\":\"U1\","
          + "\"name\":\"ada\",\"roles\":[\"user\"]},\"mustChangePassword\":%s}";
  private static final String LIST = "GET /api/v1/resources";
  private static final String UNKNOWN =
      "{\"status\":401,\"code\":\"invalid-credentials\",\"detail\":\"Wrong.\"}";

  @TempDir private Path home;
  private final TestAuthority authority = new TestAuthority();
  private FakeNode primary;
  private FakeNode standby;

  @BeforeEach
  void start() {
    primary = FakeNode.primary(authority);
    standby = FakeNode.standby(authority);
    primary.answers(SESSIONS, 201, SESSION.formatted("of-primary", false));
    standby.answers(SESSIONS, 201, SESSION.formatted("of-standby", false));
    for (FakeNode node : new FakeNode[] {primary, standby}) {
      node.answers(LIST, 200, "{\"items\":[],\"next\":null}");
    }
  }

  @AfterEach
  void stop() {
    primary.close();
    standby.close();
  }

  @Test
  void theSessionIsKeptForTheOwnerAloneAndUsed() throws Exception {
    Ended ended = run().reading("pass\n").run("login", "--user", "ada", "--password-file", "-");

    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).contains("Signed in as ada").doesNotContain("of-primary");
    assertThat(primary.asked().getLast().body())
        .isEqualTo("{\"username\":\"ada\",\"password\":\"pass\"}");
    Path token = home.resolve(".config/tandem-vault/token");
    assertThat(token).content().isEqualTo("of-primary");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
        .isEqualTo("rw-------");
    run().run("ls");
    assertThat(primary.asked().getLast().token()).isEqualTo("Bearer of-primary");
  }

  @Test
  void eachNodeGetsItsOwnSession() throws Exception {
    login("--server", primary.url());
    login("--server", standby.url());

    run().run("ls", "--server", primary.url());
    run().run("ls", "--server", standby.url());

    assertThat(primary.asked().getLast().token()).isEqualTo("Bearer of-primary");
    assertThat(standby.asked().getLast().token()).isEqualTo("Bearer of-standby");
  }

  @Test
  void aSessionOfAnotherNodeIsToldWithTheWayIn() throws Exception {
    login();
    standby.answers(
        LIST, 401, "{\"status\":401,\"code\":\"unauthenticated\",\"detail\":\"Unknown.\"}");
    primary.die();

    Ended ended = run().run("ls");

    assertThat(ended.exit()).isEqualTo(3);
    assertThat(ended.err())
        .contains("only on the node that opened it")
        .contains("login --server " + standby.url());
  }

  @Test
  void theSecondFactorIsAskedFor() throws Exception {
    primary.answers(
        SESSIONS, 401, "{\"status\":401,\"code\":\"second-factor-needed\",\"detail\":\"Code.\"}");

    Ended alone = run().reading("pass").run("login", "--user", "ada", "--password-file", "-");
    assertThat(alone.exit()).isEqualTo(3);
    assertThat(alone.err()).contains("VAULT_TOTP");

    run().at(FakeTty.typing("pass", "123456")).run("login", "--user", "ada");
    assertThat(primary.asked().getLast().body()).contains("\"totp\":\"123456\"");
  }

  @Test
  void aPasswordThatOneWasGivenIsChangedFirst() throws Exception {
    primary
        .answers(SESSIONS, 201, SESSION.formatted("first", true))
        .answers("POST /api/v1/me/password", 204, "");

    Ended none = run().reading("given").run("login", "--user", "ada", "--password-file", "-");
    assertThat(none.exit()).isEqualTo(3);
    assertThat(none.err()).contains("--new-password-file");
    assertThat(home.resolve(".config/tandem-vault/token")).doesNotExist();

    run().at(FakeTty.typing("given", "own", "own")).run("login", "--user", "ada");
    assertThat(primary.asked())
        .anySatisfy(
            call -> {
              assertThat(call.call()).isEqualTo("POST /api/v1/me/password");
              assertThat(call.token()).isEqualTo("Bearer first");
              assertThat(call.body())
                  .contains("\"current\":\"given\"")
                  .contains("\"next\":\"own\"");
            });
  }

  @Test
  void aWrongPasswordIsRefusedAndNothingIsKept() throws Exception {
    primary.answers(SESSIONS, 401, UNKNOWN);

    Ended ended = run().reading("pass").run("login", "--user", "ada", "--password-file", "-");

    assertThat(ended.exit()).isEqualTo(3);
    assertThat(ended.err().strip()).isEqualTo("Wrong.");
    assertThat(home.resolve(".config")).doesNotExist();
  }

  @Test
  void logoutEndsAndForgetsTheSession() throws Exception {
    login();
    primary.answers("DELETE /api/v1/sessions/current", 204, "");

    assertThat(run().run("logout").exit()).isZero();

    assertThat(primary.asked().getLast().token()).isEqualTo("Bearer of-primary");
    assertThat(home.resolve(".config/tandem-vault/token")).doesNotExist();
  }

  private void login(String... more) throws Exception {
    String[] words = {"login", "--user", "ada", "--password-file", "-"};
    var all = new java.util.ArrayList<>(java.util.List.of(words));
    all.addAll(java.util.List.of(more));
    assertThat(run().reading("pass").run(all.toArray(String[]::new)).exit()).isZero();
  }

  private CommandRun run() throws Exception {
    return new CommandRun(home, authority.pem(home), primary.url() + "," + standby.url());
  }
}
