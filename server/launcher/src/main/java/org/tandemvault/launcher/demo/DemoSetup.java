package org.tandemvault.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import org.tandemvault.conf.ConfFile;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.ManageKeyConf;
import org.tandemvault.conf.NodeConf;
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
  static final String PRIMARY = "primary";

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

  /** Makes what is missing and sets the ports; answers the primary's configuration. */
  VaultConf ensure(DemoPorts ports) {
    try {
      if (!folder.isMade()) {
        folder.empty();
        make();
        folder.markMade();
      }
      Path conf = folder.conf(PRIMARY);
      setPort(conf.resolve(ServerConf.FILE), "https.port", ports.https());
      setPort(conf.resolve(DatabaseConf.FILE), "port", ports.database());
      return VaultConf.load(conf);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void make() throws IOException {
    Path conf = Files.createDirectories(folder.conf(PRIMARY));
    write(
        conf.resolve(ServerConf.FILE),
        """
        https.port = %d
        https.bind = 127.0.0.1
        https.names = %s
        """
            .formatted(DemoPorts.USUAL_HTTPS, String.join(",", NAMES)));
    write(
        conf.resolve(DatabaseConf.FILE),
        """
        engine = embedded
        port = %d
        binaries.dir = ../postgresql-binaries
        """
            .formatted(DemoPorts.USUAL_DATABASE));
    write(
        conf.resolve(NodeConf.FILE),
        """
        node.id = primary
        node.name = Primary
        node.role = primary
        node.number = 1
        """);
    write(
        conf.resolve(ManageKeyConf.FILE),
        """
        # A demo keeps everything in one folder. A real node keeps its key elsewhere.
        key.file = ../master.key
        key.allow.inside.installation = true
        """);
    makeKeyAndCertificate(VaultConf.load(conf));
  }

  private void makeKeyAndCertificate(VaultConf conf) throws IOException {
    CertificateAuthority authority =
        CertificateAuthority.create("Tandem Vault demo authority", VALIDITY, clock, random);
    CertificateFiles.writePem(folder.authority(), List.of(authority.certificate()));
    CertificateFiles.writePem(conf.folder().resolve("ca.pem"), List.of(authority.certificate()));
    try (MasterKey key = MasterKeyFile.create(folder.masterKey(), random);
        Secret password = randomPassword()) {
      conf.with(
          ServerConf.FILE,
          ServerConf.KEYSTORE_PASSWORD,
          password,
          new ConfValueCipher(key, random));
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

  private static void setPort(Path file, String key, int port) {
    if (port > 0) {
      ConfFile.read(file).with(key, Integer.toString(port)).save();
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, "# Written by the demo; edit it as you like.\n" + text);
  }
}
