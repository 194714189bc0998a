package org.tandemvault.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The virtual address of {@code ha-pack/keepalived} with the real keepalived, in two network
 * namespaces. What it asks is a stub; that nodes answer so is tested elsewhere.
 */
final class VirtualAddressIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ADDRESS = "192.0.2.10";
  private static final String HERE = "tvvip" + ProcessHandle.current().pid();

  private final Site a = new Site("a", 11, 12, 100);
  private final Site b = new Site("b", 12, 11, 99);
  private Path folder = Path.of("/nowhere");

  /** One node's machine. */
  private final class Site {
    private final String name;
    private final int address;
    private final int peer;
    private final int priority;
    private final List<Process> running = new ArrayList<>();
    private Process node;

    Site(String name, int address, int peer, int priority) {
      this.name = name;
      this.address = address;
      this.peer = peer;
      this.priority = priority;
    }

    String space() {
      return HERE + name;
    }

    Path files() {
      return folder.resolve(name);
    }

    void says(String... answers) throws IOException {
      for (String each : List.of("active", "readable")) {
        Files.deleteIfExists(files().resolve(each));
      }
      for (String each : answers) {
        Files.createFile(files().resolve(each));
      }
    }

    void startNode() throws IOException {
      node =
          start(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx64m",
              "-XX:TieredStopAtLevel=1",
              "-cp",
              DemoRun.project().resolve("server/acceptance/target/test-classes").toString(),
              HealthStub.class.getName(),
              "7272",
              folder.resolve("node.p12").toString(),
              files().toString());
      running.add(node);
    }

    void killNode() throws InterruptedException {
      node.destroyForcibly().waitFor();
    }

    void startKeepalived() throws IOException {
      String text =
          Files.readString(DemoRun.project().resolve("ha-pack/keepalived/keepalived.conf"));
      text =
          text.replace("vault_a ", "vault_" + name + " ")
              .replace("/opt/tandem-vault/ha-pack/keepalived/", folder + "/")
              .replace("vrrp_startup_delay 5", "vrrp_startup_delay 1")
              .replace("interface eth0 ", "interface wire ")
              .replace("dev eth0", "dev wire")
              .replace("priority 100 ", "priority " + priority + " ")
              .replace("192.0.2.12 ", "192.0.2." + peer + " ")
              .replace("unicast_src_ip 192.0.2.11 ", "unicast_src_ip 192.0.2." + address + " ");
      Path conf = Files.writeString(files().resolve("keepalived.conf"), text);
      running.add(
          start(
              "keepalived",
              "--dont-fork",
              "--log-console",
              "--use-file=" + conf,
              "--pid=" + files().resolve("keepalived.pid"),
              "--vrrp_pid=" + files().resolve("vrrp.pid"),
              "--checkers_pid=" + files().resolve("checkers.pid")));
    }

    private Process start(String... words) throws IOException {
      var command = new ArrayList<>(List.of("ip", "netns", "exec", space()));
      command.addAll(List.of(words));
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(files().resolve("log").toFile()))
          .start();
    }

    boolean hasAddress() {
      return Shell.run("ip", "-n", space(), "-4", "addr", "show", "dev", "wire")
          .contains(ADDRESS + "/");
    }

    /** Cuts the wire for both, or mends it; a wire that is unplugged would be seen at both ends. */
    void cut(boolean whether) {
      for (String chain : List.of("INPUT", "OUTPUT")) {
        String rule = "ip netns exec %s iptables %s %s -j DROP ! %s lo";
        String way = chain.equals("INPUT") ? "-i" : "-o";
        Shell.run(rule.formatted(space(), whether ? "-A" : "-D", chain, way).split(" "));
      }
    }

    void end() {
      running.forEach(Process::destroy);
      for (Process each : running) {
        try {
          if (!each.waitFor(20, TimeUnit.SECONDS)) {
            each.destroyForcibly();
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      Shell.run("ip", "netns", "delete", space());
    }
  }

  @BeforeEach
  void make() throws IOException {
    assumeTrue(Shell.run("id", "-u").strip().equals("0"), "network namespaces need root");
    for (String program : List.of("keepalived", "curl", "ip", "iptables")) {
      assumeTrue(
          !Shell.run("sh", "-c", "command -v " + program).isBlank(),
          "there is no " + program + " here");
    }
    boolean mayMake = Shell.succeeds("ip", "netns", "add", a.space());
    assumeTrue(mayMake, "network namespaces can't be made here");
    assertThat(Shell.succeeds("ip", "netns", "add", b.space())).isTrue();
    assertThat(
            Shell.succeeds(
                "ip", "link", "add", "wire", "netns", a.space(), "type", "veth", "peer", "name",
                "wire", "netns", b.space()))
        .isTrue();
    // keepalived runs scripts from safe places alone
    folder = Files.createTempDirectory(Path.of("/run"), "tandem-vault-vip");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path script = folder.resolve("check-vault.sh");
    Files.copy(
        DemoRun.project().resolve("ha-pack/keepalived/check-vault.sh"),
        script,
        StandardCopyOption.COPY_ATTRIBUTES);
    makeCertificate();
    Files.writeString(
        script,
        Files.readString(script)
            .replace("/etc/keepalived/vault.env", folder.resolve("vault.env").toString()));
    Files.writeString(
        folder.resolve("vault.env"),
        "VAULT_URL=https://localhost:7272\nVAULT_CA=" + folder.resolve("ca.pem") + "\n");
    for (Site site : List.of(a, b)) {
      Files.createDirectory(site.files());
      Shell.run("ip", "-n", site.space(), "link", "set", "lo", "up");
      Shell.run(
          "ip",
          "-n",
          site.space(),
          "addr",
          "add",
          "192.0.2." + site.address + "/24",
          "dev",
          "wire");
      Shell.run("ip", "-n", site.space(), "link", "set", "wire", "up");
      site.startNode();
    }
  }

  private void makeCertificate() {
    String store = folder.resolve("node.p12").toString();
    String password = new String(HealthStub.PASSWORD);
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    assertThat(
            Shell.succeeds(
                keytool,
                "-genkeypair",
                "-alias",
                "node",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-keystore",
                store,
                "-storepass",
                password,
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost"))
        .isTrue();
    assertThat(
            Shell.succeeds(
                keytool,
                "-exportcert",
                "-rfc",
                "-alias",
                "node",
                "-keystore",
                store,
                "-storepass",
                password,
                "-file",
                folder.resolve("ca.pem").toString()))
        .isTrue();
  }

  @AfterEach
  void remove() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    a.end();
    b.end();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  @Test
  void theAddressIsWhereChangesAreTakenElseWherePeopleCanRead() throws Exception {
    a.says("active", "readable");
    b.says("readable");
    a.startKeepalived();
    b.startKeepalived();
    awaitAddress("with the primary", a, b);

    a.killNode();
    awaitAddress("with the standby when the primary is dead", b, a);
    a.startNode();
    awaitAddress("with the primary when it is back", a, b);

    a.cut(true);
    await("the standby to take the address when the primary is out of reach")
        .atMost(PATIENCE)
        .until(b::hasAddress);
    a.cut(false);
    awaitAddress("with the primary alone when the link is whole", a, b);

    a.says("readable");
    b.says("active", "readable");
    awaitAddress("with the standby that was promoted", b, a);

    a.says();
    b.says();
    await("nobody to have the address when nobody serves")
        .atMost(PATIENCE)
        .until(() -> !a.hasAddress() && !b.hasAddress());
  }

  private static void awaitAddress(String what, Site at, Site notAt) {
    await("the address to be " + what)
        .atMost(PATIENCE)
        .until(() -> at.hasAddress() && !notAt.hasAddress());
  }
}
