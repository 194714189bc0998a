package org.tandemvault.conf.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tandemvault.conf.ConfFile;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.certificate.CertificateAuthority;
import org.tandemvault.crypto.certificate.CertificateFiles;
import org.tandemvault.crypto.certificate.CertificateRequest;
import org.tandemvault.crypto.certificate.CertifiedKey;
import org.tandemvault.crypto.certificate.TrustStoreFile;

class HaPackTest {
  private static final String PLANTED = "planted-Secret-4711";

  @TempDir private Path temp;
  private final SecureRandom random = new SecureRandom();
  private Path primary;
  private Path standby;
  private String keyId;

  @BeforeEach
  void twoNodes() throws IOException {
    primary = node("primary", "primary", 1);
    standby = node("standby", "standby", 2);
    try (MasterKey key = MasterKeyFile.create(temp.resolve("master.key"), random)) {
      keyId = key.keyId();
    }
    Files.writeString(primary.resolve("license.txt"), "Support until 2030");
    Files.createDirectories(primary.resolve("branding"));
    Files.writeString(primary.resolve("branding/branding.properties"), "title = Contoso\n");
    Files.writeString(primary.resolve("branding/icon.svg"), "<svg/>");
    set(primary, "server.conf", "session.idle", "7m");
    set(primary, "server.conf", "https.names", "vault1.example.org");
    CertifiedKey heartbeat = certified();
    CertificateFiles.writePem(primary.resolve("heartbeat.pem"), List.of(heartbeat.certificate()));
    TrustStoreFile.in(primary).add(heartbeat.certificate());
  }

  @Test
  void aStandbyTakesThePackAndFits() throws IOException {
    pack();
    unpack();

    UnpackedPack unpacked = UnpackedPack.of(VaultConf.load(standby)).orElseThrow();
    assertThat(unpacked.take()).isNotEmpty();

    VaultConf conf = VaultConf.load(standby);
    assertThat(conf.server().sessions().idle()).isEqualTo(Duration.ofMinutes(7));
    assertThat(conf.node().id()).isEqualTo("standby");
    assertThat(conf.replication().peers())
        .singleElement()
        .satisfies(
            peer -> {
              assertThat(peer.url()).isEqualTo("https://vault1.example.org:7272");
              assertThat(peer.heartbeat().port()).isEqualTo(7274);
              assertThat(CertificateFiles.read(peer.certificate())).hasSize(1);
            });
    assertThat(TrustStoreFile.in(standby).certificates()).hasSize(1);
    assertThat(standby.resolve("license.txt")).content().isEqualTo("Support until 2030");
    assertThat(UnpackedPack.of(conf).orElseThrow().misfits(keyId)).isEmpty();
    assertThat(UnpackedPack.of(conf).orElseThrow().take()).as("once only").isEmpty();
  }

  @Test
  void whatTheSetUpOfReplicationNotedOfTheServersGoesAlong() throws IOException {
    String noted = "engine = sqlserver\nslave.host = db2.example.org\n";
    Files.writeString(primary.resolve("ha-pack.properties"), noted);

    pack();
    unpack();

    assertThat(standby.resolve("ha-pack/servers.properties")).content().isEqualTo(noted);
    assertThat(UnpackedPack.of(VaultConf.load(standby)).orElseThrow().take()).isNotEmpty();
  }

  @Test
  void whatDoesNotFitIsTold() throws IOException {
    pack();
    unpack();
    UnpackedPack.of(VaultConf.load(standby)).orElseThrow().take();
    Files.writeString(standby.resolve("branding/branding.properties"), "title = Other\n");
    Files.delete(standby.resolve("license.txt"));
    set(standby, "server.conf", "session.idle", "9m");
    set(standby, "node.conf", "node.number", "1");

    List<String> lines =
        UnpackedPack.of(VaultConf.load(standby)).orElseThrow().misfits("0123456789abcdef");

    assertThat(lines)
        .hasSize(5)
        .anySatisfy(line -> assertThat(line).contains("master key " + keyId))
        .anySatisfy(line -> assertThat(line).contains("node.number is 1"))
        .anySatisfy(line -> assertThat(line).contains("branding.properties is not as"))
        .anySatisfy(line -> assertThat(line).contains("license.txt").contains("missing"))
        .anySatisfy(line -> assertThat(line).contains("session.idle"));
  }

  @Test
  void aStandbyWithThePrimarysIdMustNotRun() throws IOException {
    pack();
    unpack();
    set(standby, "node.conf", "node.id", "primary");
    UnpackedPack unpacked = UnpackedPack.of(VaultConf.load(standby)).orElseThrow();

    assertThatThrownBy(unpacked::take)
        .isInstanceOf(PackException.class)
        .hasMessageContaining("give each node its own");
  }

  @Test
  void aNewPackCountsMoreThanTheStandbysFilesAndItsOtherPeersStay() throws IOException {
    pack();
    unpack();
    UnpackedPack.of(VaultConf.load(standby)).orElseThrow().take();
    set(standby, "server.conf", "session.idle", "9m");
    set(standby, "replication.conf", "peers", "primary, third");
    set(primary, "server.conf", "session.absolute", "3h");
    pack();
    unpack();
    set(standby, "replication.conf", "peer.third.url", "https://third");
    set(standby, "replication.conf", "peer.third.heartbeat", "third:7274");

    UnpackedPack.of(VaultConf.load(standby)).orElseThrow().take();

    VaultConf conf = VaultConf.load(standby);
    assertThat(conf.server().sessions().idle()).isEqualTo(Duration.ofMinutes(7));
    assertThat(conf.server().sessions().absolute()).isEqualTo(Duration.ofHours(3));
    assertThat(conf.replication().peers()).hasSize(2);
  }

  @Test
  void noKeyAndNoPasswordIsInThePackWhereverItWasPlanted() throws IOException {
    set(primary, "database.conf", "app.password", PLANTED);
    set(primary, "server.conf", "https.keystore.password", PLANTED);
    set(primary, "replication.conf", "mail.smtp.password", PLANTED);
    Files.writeString(primary.resolve("masterkey.key"), PLANTED);
    Files.writeString(primary.resolve("branding/notes.txt"), PLANTED);
    Files.writeString(primary.resolve("branding/server.key"), PLANTED);
    Files.write(primary.resolve("https.p12"), PLANTED.getBytes(StandardCharsets.UTF_8));

    String all = contents(pack());

    assertThat(all).contains("BEGIN CERTIFICATE").doesNotContain(PLANTED, "PRIVATE KEY");
    String key = Files.readString(temp.resolve("master.key"));
    assertThat(all)
        .doesNotContain(key.substring(key.indexOf("key: ") + 5).lines().findFirst().get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"license.txt", "branding/branding.properties", "branding/icon.svg"})
  void aFileThatHoldsASecretIsRefusedByName(String name) throws IOException {
    set(primary, "database.conf", "app.password", PLANTED);
    Files.writeString(primary.resolve(name), "x " + PLANTED);
    assertThatThrownBy(this::pack)
        .hasMessageContaining("conf/" + name)
        .hasMessageNotContaining(PLANTED);

    Files.writeString(primary.resolve(name), "-----BEGIN PRIVATE KEY-----");
    assertThatThrownBy(this::pack).hasMessageContaining("a private key");

    Files.copy(
        temp.resolve("master.key"), primary.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(this::pack).hasMessageContaining("master key file");
    assertThat(temp.resolve("pack.zip")).doesNotExist();
  }

  @Test
  void aKeyBesideACertificateStaysHere() throws IOException {
    Path shown = primary.resolve("heartbeat.pem");
    String key = "-----BEGIN PRIVATE KEY-----\n" + PLANTED + "\n-----END PRIVATE KEY-----\n";
    Files.writeString(shown, Files.readString(shown) + key);

    assertThatThrownBy(this::pack)
        .isInstanceOf(PackException.class)
        .hasMessageContaining("heartbeat.pem")
        .hasMessageNotContaining(PLANTED);
  }

  @Test
  void aSealedPasswordIsHandedOverSealed() throws IOException {
    set(primary, "replication.conf", "webhook.url", "https://alarm.example.org/x");
    set(primary, "replication.conf", "webhook.token", PLANTED);
    try (MasterKey key = MasterKeyFile.read(temp.resolve("master.key"), primary, false)) {
      var cipher = new ConfValueCipher(key, random);
      VaultConf.load(primary).sealed(cipher);
      String all = contents(pack());
      assertThat(all).contains("webhook.token = enc:v1:").doesNotContain(PLANTED);
      unpack();
      UnpackedPack.of(VaultConf.load(standby)).orElseThrow().take();
      try (Secret token =
              VaultConf.load(standby)
                  .replication()
                  .alarms()
                  .webhook()
                  .orElseThrow()
                  .token()
                  .open(cipher);
          Secret planted = Secret.ofUtf8(PLANTED)) {
        assertThat(token.sameAs(planted)).isTrue();
      }
    }
  }

  @Test
  void aMissingHeartbeatCertificateIsToldWithItsRemedy() throws IOException {
    Files.delete(primary.resolve("heartbeat.pem"));

    assertThat(collected().missing()).singleElement().asString().contains("start this node once");
  }

  @Test
  void aPrimaryTakesNoPack() throws IOException {
    assertThat(UnpackedPack.of(VaultConf.load(standby))).isEmpty();
    pack();
    unpack();
    set(standby, "node.conf", "node.role", "primary");

    assertThat(UnpackedPack.of(VaultConf.load(standby))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"manifest.properties", "shared.conf", "trusted-certificates.pem"})
  void aDamagedPackIsToldAndKeepsNoStandbyFromStarting(String name) throws IOException {
    pack();
    unpack();
    Files.writeString(standby.resolve("ha-pack").resolve(name), "a = \\u12\n");
    UnpackedPack damaged = UnpackedPack.of(VaultConf.load(standby)).orElseThrow();

    damaged.take();

    assertThat(damaged.misfits(keyId)).isNotEmpty().anyMatch(line -> line.contains(name));
  }

  private HaPack collected() {
    return HaPack.of(VaultConf.load(primary), keyId, Optional.empty(), Clock.systemUTC());
  }

  private Path pack() throws IOException {
    Path zip = temp.resolve("pack.zip");
    collected().writeTo(zip);
    return zip;
  }

  /** Over the standby's files, as an administrator does. */
  private void unpack() throws IOException {
    try (var in = new ZipInputStream(Files.newInputStream(temp.resolve("pack.zip")))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = standby.getParent().resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static String contents(Path zip) throws IOException {
    var all = new StringBuilder();
    try (var in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        all.append(entry.getName()).append('\n');
        all.append(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  private Path node(String id, String role, int number) throws IOException {
    Path conf = Files.createDirectories(temp.resolve(id).resolve("conf"));
    Path shipped = Path.of("..", "..", "conf");
    for (String name : List.of("server", "database", "node", "replication", "manage_key")) {
      Files.copy(shipped.resolve(name + ".conf"), conf.resolve(name + ".conf"));
    }
    set(conf, "node.conf", "node.id", id);
    set(conf, "node.conf", "node.role", role);
    set(conf, "node.conf", "node.number", Integer.toString(number));
    set(conf, "manage_key.conf", "key.file", temp.resolve("master.key").toString());
    return conf;
  }

  private static void set(Path conf, String file, String key, String value) {
    ConfFile.read(conf.resolve(file)).with(key, value).save();
  }

  private CertifiedKey certified() {
    Duration day = Duration.ofDays(1);
    return CertificateAuthority.create("authority", day, Clock.systemUTC(), random)
        .issue(CertificateRequest.node("primary", Set.of("primary"), day));
  }
}
