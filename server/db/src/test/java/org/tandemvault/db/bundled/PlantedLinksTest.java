package org.tandemvault.db.bundled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the user of the bundled database may plant for a node that runs as root. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there the node and its database are one user")
final class PlantedLinksTest {
  @TempDir Path folder;

  @Test
  void whatALinkLeadsToIsNotHandedOver() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));

    assertThatCode(() -> itself().own(link)).doesNotThrowAnyException();
  }

  @Test
  void aLinkInPlaceOfTheLogIsLeftAlone() throws IOException {
    byte[] precious = new byte[11 * 1024 * 1024];
    Path target = Files.write(folder.resolve("precious"), precious);
    Path log = Files.createSymbolicLink(folder.resolve("postgresql.log"), target);

    new ServerLog(log).keepSmall();

    assertThat(target).hasSize(precious.length);
    assertThat(folder.resolve("postgresql.log.1")).doesNotExist();
  }

  private ServerUser itself() throws IOException {
    int uid = (Integer) Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    int gid = (Integer) Files.getAttribute(folder, "unix:gid", LinkOption.NOFOLLOW_LINKS);
    return new ServerUser(List.of(), Optional.of(new ServerUser.Account("me", uid, gid)));
  }
}
