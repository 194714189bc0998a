package org.tandemvault.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {
  @TempDir private Path folder;
  private Answers answers;

  @BeforeEach
  void answersThatFit() {
    answers = new Answers(new Defaults(folder.resolve("vault"), false));
    answers.put(Setting.KEY_FILE, folder.resolve("key/master.key").toString());
  }

  @Test
  void defaultsFit() {
    assertThat(Checks.of(answers)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ROLE, leader",
    "NODE_ID, Not An Id",
    "NODE_NUMBER, 1024",
    "HTTPS_PORT, 99999",
    "HTTPS_PORT, x",
    "HEARTBEAT_PORT, 7272",
    "HTTPS_NAMES, a b/c",
    "DATABASE_ENGINE, oracle",
    "SERVICE, launchd",
    "SERVICE_USER, a b",
    "STANDBY_ACCESS, never",
    "START, maybe",
    "PEER_ID, primary"
  })
  void whatDoesNotFitIsNamedWithItsRemedy(Setting setting, String value) {
    answers.put(setting, value);

    assertThat(Checks.of(answers))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).contains(": ", " -> "))
        .anySatisfy(line -> assertThat(line).startsWith(setting.key() + ":"));
  }

  @Test
  void aKeyInsideTheInstallationIsRefused() {
    answers.put(Setting.KEY_FILE, folder.resolve("vault/conf/master.key").toString());

    assertThat(Checks.of(answers)).singleElement().asString().contains("inside the installation");
  }

  @Test
  void aKeyInsideTheInstallationIsRefusedThroughALinkAsWell() throws IOException {
    Files.createDirectories(folder.resolve("vault/secret"));
    Files.createSymbolicLink(folder.resolve("elsewhere"), folder.resolve("vault/secret"));
    answers.put(Setting.KEY_FILE, folder.resolve("elsewhere/master.key").toString());

    assertThat(Checks.of(answers)).singleElement().asString().contains("inside the installation");
  }

  @Test
  void aKeyBesideTheDataIsRefused() {
    answers.put(Setting.DATA_DIR, folder.resolve("data").toString());
    answers.put(Setting.KEY_FILE, folder.resolve("data/master.key").toString());

    assertThat(Checks.of(answers)).singleElement().asString().contains("beside the data");
  }

  @Test
  void aDatabaseServerNeedsAHost() {
    answers.put(Setting.DATABASE_ENGINE, "sqlserver");

    assertThat(Checks.of(answers)).singleElement().asString().startsWith("database.host:");
    assertThat(answers.value(Setting.DATABASE_PORT)).isEqualTo("1433");
  }
}
