package org.tandemvault.tools.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.crypto.Secret;
import org.tandemvault.tools.ToolException;

class KeyPasswordTest {
  private final SecureRandom random = new SecureRandom();

  @TempDir private Path conf;

  @Test
  void itIsMadeOnceForItsOwnerAlone() throws IOException {
    try (Secret made = KeyPassword.of(conf, true, random).orElseThrow();
        Secret again = KeyPassword.of(conf, true, random).orElseThrow()) {
      assertThat(made.sameAs(again)).isTrue();
      assertThat(made.<String>use(b -> new String(b, StandardCharsets.UTF_8)))
          .matches("Tv1-[A-Za-z0-9_-]{44}");
    }
    Path file = conf.resolve("masterkey.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("r--------");
  }

  @Test
  void aStandbyNeverMakesOne() {
    assertThat(KeyPassword.of(conf, false, random)).isEmpty();
    assertThat(conf.resolve("masterkey.key")).doesNotExist();
  }

  @Test
  void aFileThatWasCutIsRefused() throws IOException {
    Files.writeString(conf.resolve("masterkey.key"), "short\n");

    assertThatThrownBy(() -> KeyPassword.of(conf, true, random))
        .isInstanceOf(ToolException.class)
        .hasMessageContaining("too short")
        .hasMessageNotContaining("short\n");
  }
}
