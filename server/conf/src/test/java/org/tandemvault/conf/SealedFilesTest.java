package org.tandemvault.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.ConfValueException;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.Secret;

class SealedFilesTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir private Path folder;
  private final ConfValueCipher old = cipher();
  private final ConfValueCipher next = cipher();
  private final ConfValueCipher other = cipher();

  @Test
  void everySealedValueOfEveryFileIsSealedAnewAndTheRestStays() throws IOException {
    write("a.conf", "# mine\nuser = u\napp.password = " + sealed(old, "app.password") + "\n");
    write("b.conf", "x.new.thing = " + sealed(old, "x.new.thing") + "\nplain = typed\n");
    write("c.txt", "x = " + sealed(old, "x") + "\n");
    String untouched = Files.readString(folder.resolve("c.txt"));
    SealedFiles files = new SealedFiles(folder);

    assertThat(files.unopened(List.of(old))).isEmpty();
    assertThat(files.unopened(List.of(next)))
        .containsExactly("a.conf: app.password", "b.conf: x.new.thing");
    assertThat(files.sealAnew(old, next)).isEqualTo(2);

    assertThat(files.unopened(List.of(next))).isEmpty();
    assertThat(files.sealAnew(old, next)).as("a second time").isZero();
    assertThat(Files.readString(folder.resolve("a.conf"))).startsWith("# mine\nuser = u\n");
    assertThat(Files.readString(folder.resolve("b.conf"))).endsWith("plain = typed\n");
    assertThat(folder.resolve("c.txt")).hasContent(untouched);
  }

  @Test
  void aBrokenRunGoesOn() throws IOException {
    write("a.conf", "p = " + sealed(next, "p") + "\n");
    write("b.conf", "p = " + sealed(old, "p") + "\nq = " + sealed(next, "q") + "\n");
    SealedFiles files = new SealedFiles(folder);

    assertThat(files.sealAnew(old, next)).isEqualTo(1);
    assertThat(files.unopened(List.of(next))).isEmpty();
  }

  @Test
  void aValueOfAThirdKeyIsRefused() throws IOException {
    write("a.conf", "p = " + sealed(other, "p") + "\n");

    assertThatThrownBy(() -> new SealedFiles(folder).sealAnew(old, next))
        .isInstanceOf(ConfValueException.class);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static String sealed(ConfValueCipher cipher, String key) {
    try (Secret secret = Secret.ofUtf8("the password")) {
      return cipher.seal(secret, key);
    }
  }

  private static ConfValueCipher cipher() {
    try (MasterKey key = MasterKey.generate(RANDOM)) {
      return new ConfValueCipher(key, RANDOM);
    }
  }
}
