package org.tandemvault.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import org.tandemvault.conf.ConfFile;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.HeartbeatCertificate;
import org.tandemvault.conf.ManageKeyConf;
import org.tandemvault.conf.NodeConf;
import org.tandemvault.conf.ReplicationConf;
import org.tandemvault.conf.ServerConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.certificate.CertificateAuthority;
import org.tandemvault.crypto.certificate.CertificateFiles;
import org.tandemvault.crypto.certificate.CertificateRequest;

/** Makes what a demo needs before its nodes start: key, certificates, configuration. */
final class DemoSetup {
  private static final List<String> NAMES = List.of("localhost", "127.0.0.1", "::1");
  private static final Duration VALIDITY = Duration.ofDays(397);

  private final DemoFolder folder;
  private final SecureRandom random;
  private final Clock clock;

  DemoSetup(DemoFolder folder, SecureRandom random, Clock clock) {
    this.folder = folder;
    this.random = random;
    this.clock = clock;
  }

  /** Makes what is missing. */
  void ensure() {
    if (folder.isMade()) {
      return;
    }
    try {
      folder.empty();
      for (DemoNode node : DemoNode.values()) {
        writeConf(node, DemoPorts.usual(node));
      }
      makeKeyAndCertificates();
      folder.markMade();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets the ports that were asked for; a peer is reached through the link. */
  void setPorts(DemoPorts ports, LinkFile link) {
    for (DemoNode node : DemoNode.values()) {
      DemoPorts.OfNode own = ports.of(node);
      Path conf = folder.conf(node);
      set(conf.resolve(ServerConf.FILE), "https.port", own.https());
      set(conf.resolve(DatabaseConf.FILE), "port", own.database());
      set(conf.resolve(ReplicationConf.FILE), "heartbeat.port", own.heartbeat());
    }
    for (DemoNode node : DemoNode.values()) {
      DemoNode peer = node.other();
      int https = VaultConf.load(folder.conf(peer)).server().https().port();
      Path file = folder.conf(node).resolve(ReplicationConf.FILE);
      String key = "peer." + peer + ".";
      set(file, key + "url", "https://localhost:" + https);
      set(file, key + "heartbeat", "127.0.0.1:" + link.heartbeatOf(peer));
      set(file, key + "database", "localhost:" + link.databaseOf(peer));
    }
  }

  private void writeConf(DemoNode node, DemoPorts.OfNode ports) throws IOException {
    Path conf = Files.createDirectories(folder.conf(node));
    Files.createDirectories(conf.resolve("peers"));
    write(
        conf.resolve(ServerConf.FILE),
        """
        https.port = %d
        https.bind = 127.0.0.1
        https.names = %s
        """
            .formatted(ports.https(), String.join(",", NAMES)));
    write(
        conf.resolve(DatabaseConf.FILE),
        """
        engine = embedded
        port = %d
        binaries.dir = ../postgresql-binaries
        """
            .formatted(ports.database()));
    write(
        conf.resolve(NodeConf.FILE),
        """
        node.id = %1$s
        node.name = %2$s
        node.role = %1$s
        node.number = %3$d
        standby.access = always
        """
            .formatted(node, node == DemoNode.primary ? "Primary" : "Standby", node.ordinal() + 1));
    write(
        conf.resolve(ManageKeyConf.FILE),
        """
        # A demo keeps everything in one folder. A real node keeps its key elsewhere.
        key.file = ../master.key
        key.allow.inside.installation = true
        """);
    write(conf.resolve(ReplicationConf.FILE), peerConf(node.other(), ports.heartbeat()));
  }

  /** The addresses are set at each start. */
  private static String peerConf(DemoNode peer, int heartbeat) {
    return """
        peers = %1$s
        heartbeat.bind = 127.0.0.1
        heartbeat.port = %2$d
        peer.%1$s.role = %1$s
        peer.%1$s.url = https://localhost
        peer.%1$s.heartbeat = 127.0.0.1:1
        peer.%1$s.certificate = conf/peers/%1$s.pem
        peer.%1$s.database = localhost:1
        peer.%1$s.database.authority = conf/peers/%1$s-database.pem
        """
        .formatted(peer, heartbeat);
  }

  private void makeKeyAndCertificates() throws IOException {
    CertificateAuthority authority =
        CertificateAuthority.create("Tandem Vault demo authority", VALIDITY, clock, random);
    CertificateFiles.writePem(folder.authority(), List.of(authority.certificate()));
    try (MasterKey key = MasterKeyFile.create(folder.masterKey(), random);
        Secret ownerPassword = randomPassword()) {
      ConfValueCipher cipher = new ConfValueCipher(key, random);
      for (DemoNode node : DemoNode.values()) {
        VaultConf conf = VaultConf.load(folder.conf(node));
        // one password for both, so that it can be told in one line of demo.properties
        conf.with(DatabaseConf.FILE, DatabaseConf.OWNER_PASSWORD, ownerPassword, cipher);
        makeHttps(conf, authority, cipher);
        VaultConf made = new HeartbeatCertificate(cipher, random, clock).ensure(conf);
        Files.copy(
            HeartbeatCertificate.shown(made),
            folder.conf(node.other()).resolve("peers").resolve(node + ".pem"),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private void makeHttps(VaultConf conf, CertificateAuthority authority, ConfValueCipher cipher) {
    CertificateFiles.writePem(conf.folder().resolve("ca.pem"), List.of(authority.certificate()));
    try (Secret password = randomPassword()) {
      conf.with(ServerConf.FILE, ServerConf.KEYSTORE_PASSWORD, password, cipher);
      authority
          .issue(CertificateRequest.server("localhost", new LinkedHashSet<>(NAMES), VALIDITY))
          .writePkcs12(conf.server().https().keystore(), password, "vault");
    }
  }

  private Secret randomPassword() {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    return Secret.ofBytes(Base64.getUrlEncoder().withoutPadding().encode(bytes));
  }

  private static void set(Path file, String key, int port) {
    if (port > 0) {
      set(file, key, Integer.toString(port));
    }
  }

  /** Leaves a file alone that says it already: a node may be reading it. */
  private static void set(Path file, String key, String value) {
    ConfFile conf = ConfFile.read(file);
    if (!conf.value(key).filter(value::equals).isPresent()) {
      conf.with(key, value).save();
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, "# Written by the demo; edit it as you like.\n" + text);
  }
}
