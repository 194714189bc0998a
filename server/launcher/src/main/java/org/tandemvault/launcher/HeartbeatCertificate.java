package org.tandemvault.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.conf.ReplicationConf;
import org.tandemvault.conf.VaultConf;
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
  private static final Logger LOG = LoggerFactory.getLogger(HeartbeatCertificate.class);
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
    ReplicationConf.Heartbeat heartbeat = conf.replication().heartbeat();
    if (!conf.replication().isConfigured() || Files.exists(heartbeat.keystore())) {
      return conf;
    }
    VaultConf complete = heartbeat.keystorePassword().isAbsent() ? withPassword(conf) : conf;
    make(complete);
    return complete;
  }

  private VaultConf withPassword(VaultConf conf) {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    try (Secret password = Secret.ofBytes(Base64.getUrlEncoder().withoutPadding().encode(bytes))) {
      return conf.with(ReplicationConf.FILE, ReplicationConf.HEARTBEAT_PASSWORD, password, cipher);
    }
  }

  private void make(VaultConf conf) {
    ReplicationConf.Heartbeat heartbeat = conf.replication().heartbeat();
    String node = conf.node().id();
    CertificateAuthority authority =
        CertificateAuthority.create("Tandem Vault heartbeat of " + node, VALIDITY, clock, random);
    CertifiedKey made = authority.issue(CertificateRequest.node(node, Set.of(node), VALIDITY));
    try (Secret password = heartbeat.keystorePassword().open(cipher)) {
      Files.createDirectories(heartbeat.keystore().toAbsolutePath().getParent());
      CertificateFiles.writePem(shown(conf), List.of(made.certificate()));
      made.writePkcs12(heartbeat.keystore(), password, ALIAS);
      LOG.info("Made the key {}; the peers need {}", heartbeat.keystore(), shown(conf));
    } catch (IOException e) {
      throw new StartRefusedException(
          ExitCode.CONFIGURATION,
          "The key store " + heartbeat.keystore() + " cannot be made: " + e.getMessage(),
          e);
    }
  }
}
