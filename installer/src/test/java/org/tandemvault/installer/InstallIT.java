package org.tandemvault.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.conf.NodeConf;
import org.tandemvault.conf.VaultConf;

/** Nodes really installed from the release's tree, started, brought up to date and removed. */
class InstallIT {
  @TempDir private Path temp;
  private Path home;
  private Path key;

  @BeforeEach
  void folders() throws IOException {
    Release.openToAll(temp);
    home = temp.resolve("vault");
    key = temp.resolve("keys/master.key");
  }

  @AfterEach
  void stop() {
    if (Files.exists(home.resolve("bin/stop.sh"))) {
      Release.asServiceUser(home.resolve("bin/stop.sh"));
    }
  }

  @Test
  void aPrimaryIsInstalledUnattendedServesIsBroughtUpToDateAndRemoved() throws IOException {
    Path options = options("primary", "start = yes");
    Release.Ended installed = setUp("--options", options.toString());
    assertThat(installed.exit()).as(installed.told()).isZero();
    assertThat(key).exists();
    assertThat(Files.readString(unit())).contains("NoNewPrivileges=yes", "ProtectSystem=strict");
    assertThat(script("status").exit()).isZero();
    Path made = home.resolve("data/initial-admin.properties");
    String admin = Files.readString(made);

    refusedWhileItRuns(options);
    assertThat(script("stop").exit()).isZero();
    broughtUpToDate();

    assertThat(script("start").exit()).isZero();
    assertThat(made).content().isEqualTo(admin);
    assertThat(script("stop").exit()).isZero();
    removedAndInstalledAgain(options);
  }

  private void refusedWhileItRuns(Path options) {
    assertThat(setUp("--options", options.toString()).exit()).isEqualTo(3);
    assertThat(Release.run(home.resolve("bin/uninstall.sh"), "", "--yes").exit()).isEqualTo(3);
    assertThat(unit()).exists();
  }

  private void broughtUpToDate() throws IOException {
    Path own = Files.writeString(home.resolve("conf/own.note"), "mine");
    String node = Files.readString(home.resolve("conf/node.conf"));
    Files.writeString(home.resolve("VERSION"), "0.0.1\n");

    Release.Ended upgraded = setUp("--home", home.toString(), "--yes");

    assertThat(upgraded.exit()).as(upgraded.told()).isZero();
    assertThat(own).content().isEqualTo("mine");
    assertThat(home.resolve("conf/node.conf")).content().isEqualTo(node);
    assertThat(new Tree(home).version()).isNotEqualTo("0.0.1");
    try (var kept = Files.list(home.resolve("replaced"))) {
      Path old = kept.findFirst().orElseThrow();
      assertThat(old.resolve("VERSION")).content().isEqualTo("0.0.1\n");
      assertThat(old.resolve("conf/own.note")).exists();
    }
    Files.writeString(home.resolve("VERSION"), "99.0.0\n");
    assertThat(setUp("--home", home.toString(), "--yes").exit()).isEqualTo(3);
  }

  private void removedAndInstalledAgain(Path options) {
    Release.Ended removed = Release.run(home.resolve("bin/uninstall.sh"), "", "--yes");
    assertThat(removed.exit()).as(removed.told()).isZero();
    assertThat(home.resolve("bin")).doesNotExist();
    assertThat(home.resolve("lib")).doesNotExist();
    assertThat(unit()).doesNotExist();
    assertThat(List.of(key, home.resolve("conf"), home.resolve("data/postgresql")))
        .allSatisfy(kept -> assertThat(kept).exists());

    assertThat(setUp("--options", options.toString(), "--start", "no").exit()).isZero();
    Release.Ended all =
        Release.run(home.resolve("bin/uninstall.sh"), "", "--yes", "--remove-data", "--remove-key");
    assertThat(all.exit()).as(all.told()).isZero();
    assertThat(home).doesNotExist();
    assertThat(key).doesNotExist();
  }

  /** The drive of the key may go once the node runs; a start without it says what is missing. */
  @Test
  void theKeysDriveIsUnmountedWhileTheNodeServes() throws IOException {
    Path drive = Files.createDirectories(key.getParent());
    Release.Ended mounted =
        Release.run(
            Path.of("mount"), "", "-t", "tmpfs", "-o", "size=1m", "tmpfs", drive.toString());
    Assumptions.assumeTrue(mounted.exit() == 0, "no right to mount a drive: " + mounted.told());
    try {
      Release.openToAll(drive);
      Release.Ended installed = setUp("--options", options("primary", "start = yes").toString());
      assertThat(installed.exit()).as(installed.told()).isZero();
      assertThat(key).exists();
    } finally {
      assertThat(Release.run(Path.of("umount"), "", drive.toString()).told()).isEmpty();
    }

    assertThat(key).doesNotExist();
    assertThat(script("status").exit()).isZero();
    assertThat(script("stop").exit()).isZero();
    Release.Ended without = script("start");
    assertThat(without.exit()).isEqualTo(78);
    assertThat(without.told()).contains("Attach the drive");
  }

  @Test
  void aStandbyIsInstalledAtATerminalAndAsksForTheKeyOfThePrimary() throws IOException {
    String typed =
        String.join(
            "\n",
            "2",
            home.toString(),
            "second",
            "7",
            Integer.toString(Release.freePort()),
            "localhost",
            home.resolve("master.key").toString(), // refused, asked again
            key.toString(),
            "embedded",
            Integer.toString(Release.freePort()),
            "none",
            Release.serviceUser(),
            "yes",
            "");

    Release.Ended installed = Release.run(Release.TREE.resolve("bin/setup.sh"), typed);

    assertThat(installed.exit()).as(installed.told()).isZero();
    assertThat(installed.told())
        .contains("High Availability secondary server (Read Only)")
        .contains("lies inside the installation")
        .contains("copy the primary's there by hand");
    assertThat(key).doesNotExist();
    VaultConf conf = VaultConf.load(home.resolve("conf"));
    assertThat(conf.node().role()).contains(NodeConf.Role.STANDBY);
    assertThat(conf.node().id()).isEqualTo("second");
    assertThat(conf.node().number()).isEqualTo(7);
    Release.Ended started = script("start");
    assertThat(started.exit()).isEqualTo(78);
    assertThat(started.told()).contains("no master key file at " + key);
  }

  @Test
  void whatDoesNotFitIsToldAtOnceAndNothingIsDone() throws IOException {
    Path options = options("primary", "https.port = 99999", "key.file = " + home.resolve("k"));

    Release.Ended refused = setUp("--options", options.toString());

    assertThat(refused.exit()).isEqualTo(78);
    assertThat(refused.told()).contains("https.port: is '99999'", "key.file: lies inside");
    assertThat(home).doesNotExist();
  }

  @Test
  void wrongUsesAreToldInOneLine() throws IOException {
    Path unknown = Files.writeString(temp.resolve("x.options"), "colour = red\n");
    assertThat(setUp("--colour", "red").exit()).isEqualTo(2);
    assertThat(setUp().exit()).as("nobody answers").isEqualTo(2);
    assertThat(setUp("--options", unknown.toString()).told()).contains("colour: no such option");
    assertThat(setUp("--gui").exit()).as("no screen").isEqualTo(2);
    Files.createDirectories(home);
    Files.writeString(home.resolve("something"), "else");
    assertThat(setUp("--home", home.toString(), "--yes").told()).contains("holds something else");
  }

  private Path options(String role, String... more) throws IOException {
    List<String> lines =
        List.of(
            "role = " + role,
            "home = " + home,
            "https.port = " + Release.freePort(),
            "https.bind = 127.0.0.1",
            "https.names = localhost",
            "database.port = " + Release.freePort(),
            "key.file = " + key,
            "service = systemd",
            "service.unit.dir = " + temp.resolve("units"),
            "service.user = " + Release.serviceUser(),
            String.join("\n", more),
            "");
    return Files.writeString(temp.resolve("node.options"), String.join("\n", lines));
  }

  private Path unit() {
    return temp.resolve("units/tandem-vault-primary.service");
  }

  private static Release.Ended setUp(String... words) {
    return Release.run(Release.TREE.resolve("bin/setup.sh"), "", words);
  }

  private Release.Ended script(String name) {
    return Release.asServiceUser(home.resolve("bin/" + name + ".sh"));
  }
}
