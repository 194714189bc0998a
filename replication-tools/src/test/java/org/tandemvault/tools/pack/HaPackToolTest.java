package org.tandemvault.tools.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tandemvault.conf.ConfFile;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.tools.Tools;
import picocli.CommandLine;

class HaPackToolTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path temp;
  private final StringWriter err = new StringWriter();
  private Path conf;
  private Path zip;

  @BeforeEach
  void aPrimary() throws IOException {
    conf = Files.createDirectories(temp.resolve("node/conf"));
    zip = temp.resolve("SQLServerHAPack.zip");
    for (String name : Set.of("server", "database", "node", "replication", "manage_key")) {
      Files.copy(ROOT.resolve("conf").resolve(name + ".conf"), conf.resolve(name + ".conf"));
    }
    Path key = temp.resolve("master.key");
    MasterKeyFile.create(key, new SecureRandom()).close();
    ConfFile.read(conf.resolve("manage_key.conf")).with("key.file", key.toString()).save();
    Files.writeString(conf.resolve("license.txt"), "Support until 2030");
  }

  @Test
  void thePackIsWrittenAndWhatIsMissingIsTold() throws IOException {
    assertThat(run(zip.toString())).isZero();

    try (ZipFile written = new ZipFile(zip.toFile())) {
      assertThat(written.stream().map(entry -> entry.getName()))
          .contains("conf/license.txt", "conf/ha-pack/manifest.properties")
          .allMatch(name -> name.startsWith("conf/"));
    }
    assertThat(err.toString()).contains("Missing: ", "heartbeat.pem");
  }

  @Test
  void aSecretInAFileIsRefused() throws IOException {
    Files.writeString(conf.resolve("license.key"), "-----BEGIN PRIVATE KEY-----");

    assertThat(run(zip.toString())).isEqualTo(3);
    assertThat(err.toString()).contains("conf/license.key holds a private key");
    assertThat(zip).doesNotExist();
  }

  @Test
  void aStandbyWritesNone() {
    ConfFile.read(conf.resolve("node.conf")).with("node.role", "standby").save();

    assertThat(run(zip.toString())).isEqualTo(3);
    assertThat(err.toString()).contains("write the pack on its primary");
  }

  @Test
  void wrongUsesAreTold() throws IOException {
    assertThat(run(temp.resolve("none/x.zip").toString())).isEqualTo(78);
    assertThat(run("a.zip", "b.zip")).isEqualTo(2);
    Files.delete(temp.resolve("master.key"));
    assertThat(run(zip.toString())).isEqualTo(78);
    assertThat(err.toString()).contains("no master key file");
  }

  @ParameterizedTest
  @CsvSource({"ha-pack, ha-pack", "ChangeDB, change-db", "importCert, import-cert"})
  void eachToolKnowsTheOptionsThatItsScriptTells(String script, String command) throws IOException {
    Set<String> told = new TreeSet<>();
    Matcher found =
        Pattern.compile("(?m)(?<![\\w-])--[a-z][a-z-]*")
            .matcher(Files.readString(ROOT.resolve("bin/" + script + ".sh")));
    while (found.find()) {
      told.add(found.group());
    }

    assertThat(
            Tools.commandLine()
                .getSubcommands()
                .get(command)
                .getCommandSpec()
                .optionsMap()
                .keySet())
        .containsAll(told);
  }

  private int run(String... words) {
    String[] all = new String[words.length + 3];
    all[0] = "ha-pack";
    all[1] = "--conf";
    all[2] = conf.toString();
    System.arraycopy(words, 0, all, 3, words.length);
    CommandLine line = Tools.commandLine();
    line.setOut(new PrintWriter(new StringWriter(), true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(all);
  }
}
