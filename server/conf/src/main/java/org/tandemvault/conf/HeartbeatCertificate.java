package org.tandemvault.conf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.certificate.CertificateAuthority;
import org.tandemvault.crypto.certificate.CertificateFiles;
import org.tandemvault.crypto.certificate.CertificateRequest;
import org.tandemvault.crypto.certificate.CertifiedKey;

/**
 * The key by which a node's program proves itself to its peers. They know its very certificate, so
 * that no authority and no name matter; the authority's key is not kept.
 */
public final class HeartbeatCertificate {
  private static final String ALIAS = "heartbeat";
  private static final Duration VALIDITY = Duration.ofDays(3650);

  private final ConfValueCipher cipher;
  private final SecureRandom random;
  private final Clock clock;

  public HeartbeatCertificate(ConfValueCipher cipher, SecureRandom random, Clock clock) {
    this.cipher = cipher;
    this.random = random;
    this.clock = clock;
  }

  /** The certificate for the peers, beside the key store. */
  public static Path shown(VaultConf conf) {
    return conf.replication().heartbeat().keystore().resolveSibling("heartbeat.pem");
  }

  /** Answers the configuration with a key store that exists, if the node has peers. */
  public VaultConf ensure(VaultConf conf) {
    return conf.replication().isConfigured() ? make(conf) : conf;
  }

  /**
   * Answers the configuration with a key store that exists, for peers that will be named.
   *
   * @throws ConfException if it can't be written
   */
  public VaultConf make(VaultConf conf) {
    if (Files.exists(conf.replication().heartbeat().keystore())) {
      return conf;
    }
    VaultConf complete =
        conf.replication().heartbeat().keystorePassword().isAbsent() ? withPassword(conf) : conf;
    write(complete);
    return complete;
  }

  private VaultConf withPassword(VaultConf conf) {
    requireFile(conf);
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    try (Secret password = Secret.ofBytes(Base64.getUrlEncoder().withoutPadding().encode(bytes))) {
      return conf.with(ReplicationConf.FILE, ReplicationConf.HEARTBEAT_PASSWORD, password, cipher);
    }
  }

  /** A node that stands alone may have none. */
  private static void requireFile(VaultConf conf) {
    if (!Files.exists(conf.folder().resolve(ReplicationConf.FILE))) {
      ConfFile.empty(conf.folder().resolve(ReplicationConf.FILE)).save();
    }
  }

  private void write(VaultConf conf) {
    ReplicationConf.Heartbeat heartbeat = conf.replication().heartbeat();
    String node = conf.node().id();
    CertificateAuthority authority =
        CertificateAuthority.create("Tandem Vault heartbeat of " + node, VALIDITY, clock, random);
    CertifiedKey made = authority.issue(CertificateRequest.node(node, Set.of(node), VALIDITY));
    try (Secret password = heartbeat.keystorePassword().open(cipher)) {
      Files.createDirectories(heartbeat.keystore().toAbsolutePath().getParent());
      CertificateFiles.writePem(shown(conf), List.of(made.certificate()));
      made.writePkcs12(heartbeat.keystore(), password, ALIAS);
    } catch (IOException e) {
      throw new ConfException(
          List.of(
              new ConfProblem(
                  conf.folder().resolve(ReplicationConf.FILE),
                  0,
                  "heartbeat.keystore",
                  "names "
                      + heartbeat.keystore()
                      + ", which can't be made ("
                      + e.getMessage()
                      + ")",
                  "name a place that this node may write")));
    }
  }
}
