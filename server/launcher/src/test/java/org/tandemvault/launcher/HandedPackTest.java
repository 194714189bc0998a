package org.tandemvault.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.conf.ConfFile;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.conf.pack.PackException;

class HandedPackTest {
  @TempDir private Path temp;
  private Path conf;

  @BeforeEach
  void aStandbyWithAPack() throws IOException {
    conf = Files.createDirectories(temp.resolve("conf"));
    Path shipped = Path.of("..", "..", "conf");
    for (String name : List.of("server", "database", "node", "replication", "manage_key")) {
      Files.copy(shipped.resolve(name + ".conf"), conf.resolve(name + ".conf"));
    }
    set("node.role", "standby");
    set("node.id", "standby");
    Files.createDirectories(conf.resolve("ha-pack"));
    Files.writeString(
        conf.resolve("ha-pack/manifest.properties"), "format = 1\nnode.id = primary\n");
    Files.writeString(conf.resolve("ha-pack/shared.conf"), "server.conf/session.idle = 7m\n");
  }

  @Test
  void theNodeRunsWithWhatThePackSays() {
    HandedPack pack = HandedPack.take(VaultConf.load(conf));

    assertThat(pack.conf().server().sessions().idle()).isEqualTo(Duration.ofMinutes(7));
    assertThat(pack.taken()).hasSize(1);
    assertThat(HandedPack.take(pack.conf()).taken()).isEmpty();
  }

  @Test
  void aNodeWithThePrimarysIdDoesNotStart() {
    set("node.id", "primary");
    VaultConf same = VaultConf.load(conf);

    assertThatThrownBy(() -> HandedPack.take(same)).isInstanceOf(PackException.class);
  }

  @Test
  void aNodeWithoutAPackIsAsItIs() {
    set("node.role", "primary");
    VaultConf plain = VaultConf.load(conf);

    assertThat(HandedPack.take(plain)).isEqualTo(new HandedPack(plain, List.of()));
  }

  private void set(String key, String value) {
    ConfFile.read(conf.resolve("node.conf")).with(key, value).save();
  }
}
