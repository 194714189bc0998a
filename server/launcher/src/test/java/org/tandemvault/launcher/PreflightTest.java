package org.tandemvault.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a person reads when a node cannot start: one line, exit code 78, nothing damaged. */
class PreflightTest {
  private final TestInstallation node = TestInstallation.create();

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void everyProblemOfTheConfigurationIsToldOnALineOfItsOwn() throws IOException {
    node.write("server.conf", "https.prot = 1\nsession.idle = never\n");

    TestInstallation.Ended ended = run();

    assertThat(ended.exit()).isEqualTo(78);
    assertThat(ended.err().lines())
        .hasSize(2)
        .first()
        .asString()
        .endsWith("server.conf:1 https.prot: is no key of this file -> did you mean https.port?");
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void aMissingFolderIsTold() {
    TestInstallation.Ended ended = node.run("run", "--conf", "/nowhere/conf");

    assertRefused(ended, "/nowhere/conf: no such folder");
  }

  @Test
  void aMissingKeyFileIsTold() throws IOException {
    Files.delete(node.root().resolve("master.key"));

    assertRefused(run(), "There is no master key file at");
  }

  @Test
  void aKeyFileThatOthersMayReadIsRefused() throws IOException {
    Files.setPosixFilePermissions(
        node.root().resolve("master.key"), PosixFilePermissions.fromString("rw-r--r--"));

    assertRefused(run(), "Others may use the master key file");
  }

  @Test
  void aDamagedKeyFileIsRefused() throws IOException {
    Path key = node.root().resolve("master.key");
    String text = Files.readString(key);
    Files.writeString(key, text.substring(0, text.length() / 2));

    assertRefused(run(), "master.key");
  }

  @Test
  void aKeyFileInsideTheInstallationIsRefused() throws IOException {
    Path inside = node.home().resolve("lib/master.key");
    Files.move(node.root().resolve("master.key"), inside);
    node.set("manage_key.conf", "key.file", inside.toString());

    assertRefused(run(), "lies inside the installation folder");
  }

  @Test
  void aKeyFileInTheNodesOwnFolderIsRefusedUnlessTheConfigurationAllowsIt() throws IOException {
    Path inside = node.file("master.key");
    Files.move(node.root().resolve("master.key"), inside);
    node.set("manage_key.conf", "key.file", inside.toString());

    assertRefused(run(), "lies inside the installation folder");
  }

  @Test
  void aTakenHttpsPortIsTold() throws IOException {
    try (ServerSocket other = taken()) {
      node.set("server.conf", "https.port", Integer.toString(other.getLocalPort()));

      assertRefused(run(), "Port " + other.getLocalPort() + " on 127.0.0.1 cannot be used");
      assertThat(node.file("data/postgresql")).doesNotExist();
    }
  }

  @Test
  void aTakenDatabasePortIsTold() throws IOException {
    try (ServerSocket other = taken()) {
      node.set("database.conf", "port", Integer.toString(other.getLocalPort()));

      assertRefused(run(), "Port " + other.getLocalPort() + " on 127.0.0.1 is taken by another");
    }
  }

  @Test
  void aWrongPasswordOfTheKeyStoreIsTold() throws IOException {
    Files.writeString(node.conf().resolve("https.p12"), "not a key store");
    node.set("server.conf", "https.keystore.password", "guess");

    assertRefused(run(), "https.p12 does not open: check https.keystore");
  }

  @Test
  void aSealedValueOfAnotherKeyIsRefused() throws IOException {
    node.set("database.conf", "owner.password", "enc:v1:" + "A".repeat(64));

    assertRefused(run(), "owner.password does not open with master key");
  }

  @Test
  void aDataFolderThatCannotBeMadeIsTold() throws IOException {
    Files.writeString(node.root().resolve("file"), "");
    node.set("server.conf", "data.dir", node.root().resolve("file/data").toString());

    assertRefused(run(), "of conf/server.conf cannot be made");
  }

  @Test
  void aMissingApplicationIsTold() throws IOException {
    Files.delete(node.home().resolve("lib/vault.war"));

    assertRefused(run(), "There is no application (vault.war)");
  }

  @Test
  void wrongUsageIsToldInALineWithExitCodeTwo() {
    TestInstallation.Ended ended = node.run("run", "--cnof", "x");

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err().lines()).hasSize(1).first().asString().contains("--help");
  }

  private TestInstallation.Ended run() {
    return node.run("run", "--conf", node.conf().toString());
  }

  private static void assertRefused(TestInstallation.Ended ended, String reason) {
    assertThat(ended.err()).contains(reason);
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(ended.exit()).isEqualTo(78);
  }

  private static ServerSocket taken() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
  }
}
