package org.tandemvault.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.acceptance.TwoMachines.Machine;

/**
 * A whole life of a pair as docs/admin-guide.md tells it, from the released tree, on two machines:
 * installed, joined, cut, used, healed, promoted, backed up, restored.
 */
final class InstalledPairIT {
  private static final String USER = "nobody";
  private static final String OWN = "own-Admin-pass-1";
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Path TREE = DemoRun.project().resolve("installer/target/tree");

  @TempDir private Path temp;
  private TwoMachines machines;
  private Node a;
  private Node b;

  /** One installation. */
  private final class Node {
    private final Machine machine;
    private final Path home;
    private final Path key;

    Node(Machine machine, String name) {
      this.machine = machine;
      this.home = temp.resolve(name + "/vault");
      this.key = temp.resolve(name + "/key/master.key");
    }

    void install(String role, int number) throws IOException {
      Path options = temp.resolve(role + ".options");
      Files.writeString(
          options,
          String.join(
              "\n",
              "role = " + role,
              "home = " + home,
              "node.number = " + number,
              "https.names = " + machine.address() + ", " + machine.reached(),
              "database.peers.bind = " + machine.address(),
              "key.file = " + key,
              "service = none",
              "service.user = " + USER,
              ""));
      done(machine.run("root", TREE.resolve("bin/setup.sh").toString(), "--options=" + options));
      Path node = home.resolve("conf/node.conf"); // both sites are asked all the time here
      Files.writeString(node, Files.readString(node) + "standby.access = always\n");
    }

    /** A script as the node's user. */
    Shell.Ended script(String name, String... words) {
      List<String> all = new ArrayList<>(List.of(home.resolve("bin/" + name + ".sh").toString()));
      all.addAll(List.of(words));
      return machine.run(USER, all.toArray(String[]::new));
    }

    VaultClient client() {
      return VaultClient.of(
          URI.create("https://" + machine.reached() + ":7272"), home.resolve("conf/ca.pem"));
    }

    VaultClient admin() throws IOException {
      Properties made = new Properties();
      made.load(new StringReader(Files.readString(home.resolve("data/initial-admin.properties"))));
      return client()
          .signedIn(made.getProperty("admin.user"), made.getProperty("admin.password"), OWN);
    }

    boolean says(String status) {
      JsonNode told = client().get("//ha/readable").json();
      return told.path("haStatus").asText().equals(status)
          && told.path("replicationStatus").asText().equals(status);
    }

    List<String> names(String token) {
      JsonNode items = client().as(token).get("/resources").expect(200).json().path("items");
      return StreamSupport.stream(items.spliterator(), false)
          .map(item -> item.path("name").asText())
          .toList();
    }
  }

  @BeforeEach
  void make() throws IOException {
    machines = TwoMachines.make();
    Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));
    a = new Node(machines.a(), "a");
    b = new Node(machines.b(), "b");
  }

  @AfterEach
  void stop() {
    if (machines == null) {
      return;
    }
    for (Node node : List.of(a, b)) {
      if (Files.exists(node.home.resolve("bin/stop.sh"))) {
        node.script("stop");
      }
    }
    machines.close();
  }

  @Test
  void aPairIsInstalledJoinedCutUsedHealedPromotedBackedUpAndRestored() throws IOException {
    install();
    join();
    String token = token();
    awaitBoth("Alive");
    done(a.script("ConfigureReplication", "status"));
    done(b.script("ConfigureReplication", "status"));
    done(a.script("status"));
    done(b.script("RotateKey", "verify"));
    done(a.script("ha-pack", a.home.resolve("data/pack.zip").toString()));
    String account = store(a, token, "before", "s3cret of before");

    machines.cut();
    awaitBoth("Failed");
    assertThat(reveal(b, token, account)).as("people read on the standby").contains("s3cret");
    store(a, token, "while-cut", "another");
    machines.heal();
    awaitBoth("Alive");
    await("the standby to catch up").atMost(PATIENCE).until(() -> sameChains(token));
    assertThat(a.client().as(token).get("/audit?node=standby&action=reveal").expect(200).body())
        .as("what was read on the standby is in the primary's audit")
        .contains(account);

    rekey();
    promote(token);
    backUpAndRestore(token, account);
  }

  private void install() throws IOException {
    a.install("primary", 1);
    done(a.script("start"));
    b.install("standby", 2);
    Files.createDirectories(b.key.getParent());
    Files.copy(a.key, b.key, StandardCopyOption.COPY_ATTRIBUTES);
    done(Shell.end(new ProcessBuilder("chown", "-R", USER, b.key.getParent().toString())));
  }

  private void join() {
    Shell.Ended alone = b.script("start");
    assertThat(alone.exit()).as(alone.told()).isEqualTo(78);
    assertThat(alone.told()).contains("ConfigureReplication.sh");
    Path cards = temp.resolve("a/vault/data");
    Path ofA = cards.resolve("primary.card");
    Path ofB = temp.resolve("b/vault/data/standby.card");
    done(a.script("ConfigureReplication", "card", ofA.toString()));
    done(b.script("ConfigureReplication", "card", ofB.toString()));
    Shell.Ended early = b.script("ConfigureReplication", "setup", "--peer=" + ofA, "--yes");
    assertThat(early.exit()).as("the standby's side first: " + early.told()).isEqualTo(4);
    assertThat(early.told()).contains("setup --peer standby.card there first");
    done(a.script("ConfigureReplication", "setup", "--peer=" + ofB, "--yes"));
    done(a.script("stop"));
    done(a.script("start"));
    done(b.script("ConfigureReplication", "setup", "--peer=" + ofA, "--yes"));
    done(b.script("start"));
  }

  private String token() throws IOException {
    return a.admin()
        .post("/tokens", Map.of("name", "t", "scopes", List.of("read", "reveal", "write", "admin")))
        .expect(201)
        .json()
        .path("token")
        .asText();
  }

  private void awaitBoth(String status) {
    for (Node node : List.of(a, b)) {
      await(node.home + " to say " + status)
          .atMost(PATIENCE)
          .ignoreExceptionsInstanceOf(UncheckedIOException.class)
          .until(() -> node.says(status));
    }
  }

  private String store(Node at, String token, String name, String password) {
    VaultClient client = at.client().as(token);
    String resource = client.post("/resources", Map.of("name", name)).expect(201).id();
    return client
        .post("/resources/" + resource + "/accounts", Map.of("login", "root", "password", password))
        .expect(201)
        .id();
  }

  private static String reveal(Node at, String token, String account) {
    return at.client()
        .as(token)
        .post("/accounts/" + account + "/reveal", Map.of())
        .expect(200)
        .json()
        .path("password")
        .asText();
  }

  private boolean sameChains(String token) {
    return Tandem.chains(a.client().as(token)).equals(Tandem.chains(b.client().as(token)));
  }

  /** A node that took a new key while it ran must still be able to change sides. */
  private void rekey() throws IOException {
    Path fresh = a.key.resolveSibling("second.key");
    Path carried = b.key.resolveSibling("second.key");
    done(a.script("RotateKey", "rekey", "--new-key", fresh.toString()));
    Files.copy(fresh, carried, StandardCopyOption.COPY_ATTRIBUTES);
    done(Shell.end(new ProcessBuilder("chown", USER, carried.toString())));
    done(b.script("RotateKey", "rekey", "--new-key", carried.toString()));
    awaitBoth("Alive");
  }

  private void promote(String token) {
    done(a.script("stop"));
    Shell.Ended promoted = b.script("promote", "--yes");
    done(promoted);
    await("the promoted node to take changes")
        .atMost(PATIENCE)
        .until(() -> b.client().get("//ha/active").status() == 200);
    store(b, token, "on-the-new-primary", "x1-x1-x1");
    done(a.script("start"));
    await("the old primary to refuse changes")
        .atMost(PATIENCE)
        .until(() -> a.client().get("//ha/active").status() == 503);
    done(a.script("promote", "rejoin", "--yes"));
    awaitBoth("Alive");
    await("the old primary to have what the new one took")
        .atMost(PATIENCE)
        .until(() -> sameChains(token));
  }

  private void backUpAndRestore(String token, String account) {
    Path file = b.home.resolve("data/pair.backup");
    done(b.script("backup", file.toString()));
    done(a.script("restore", "--verify", file.toString()));
    assertThat(b.names(token)).contains("before", "while-cut", "on-the-new-primary");
    done(a.script("stop"));
    done(b.script("stop"));
    Path anew = b.home.resolve("data/restored");
    done(b.script("restore", "--into", anew.toString(), file.toString()));
    done(b.script("start", "--conf", anew.resolve("conf").toString()));
    try {
      VaultClient restored =
          VaultClient.of(
              URI.create("https://" + b.machine.reached() + ":7272"), anew.resolve("conf/ca.pem"));
      assertThat(
              restored
                  .as(token)
                  .post("/accounts/" + account + "/reveal", Map.of())
                  .expect(200)
                  .json()
                  .path("password")
                  .asText())
          .isEqualTo("s3cret of before");
    } finally {
      done(b.script("stop", "--conf", anew.resolve("conf").toString()));
    }
  }

  private static void done(Shell.Ended ended) {
    assertThat(ended.exit()).as(ended.told()).isZero();
  }
}
