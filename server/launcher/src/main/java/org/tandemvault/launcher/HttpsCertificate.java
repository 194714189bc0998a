package org.tandemvault.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.conf.ServerConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.certificate.CertificateAuthority;
import org.tandemvault.crypto.certificate.CertificateFiles;
import org.tandemvault.crypto.certificate.CertificateRequest;

/**
 * The certificate the node shows. Where none is configured, the node makes an authority and a
 * certificate of its own at its first start; the authority's key is not kept.
 */
final class HttpsCertificate {
  private static final Logger LOG = LoggerFactory.getLogger(HttpsCertificate.class);

  /** The entry in a key store that the node made. */
  private static final String ALIAS = "vault";

  /** Browsers take no longer ones. */
  private static final Duration VALIDITY = Duration.ofDays(397);

  private final ConfValueCipher cipher;
  private final SecureRandom random;
  private final Clock clock;

  HttpsCertificate(ConfValueCipher cipher, SecureRandom random, Clock clock) {
    this.cipher = cipher;
    this.random = random;
    this.clock = clock;
  }

  /** Answers the configuration with a key store that exists. */
  VaultConf ensure(VaultConf conf) {
    ServerConf.Https https = conf.server().https();
    if (Files.exists(https.keystore())) {
      return conf;
    }
    if (!https.keystorePassword().isAbsent() && !Files.exists(NodeFiles.ownAuthority(conf))) {
      LOG.info("There is no key store {}; making one", https.keystore());
    }
    VaultConf complete = https.keystorePassword().isAbsent() ? withPassword(conf) : conf;
    make(complete);
    return complete;
  }

  /** The entry of the key store to show; opening it also proves the password. */
  String alias(VaultConf conf) {
    ServerConf.Https https = conf.server().https();
    try (Secret password = https.keystorePassword().open(cipher)) {
      List<String> aliases = KeyStoreEntries.of(https.keystore(), password);
      return aliases.contains(ALIAS) ? ALIAS : aliases.getFirst();
    }
  }

  private VaultConf withPassword(VaultConf conf) {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    try (Secret password = Secret.ofBytes(Base64.getUrlEncoder().withoutPadding().encode(bytes))) {
      return conf.with(ServerConf.FILE, ServerConf.KEYSTORE_PASSWORD, password, cipher);
    }
  }

  private void make(VaultConf conf) {
    ServerConf.Https https = conf.server().https();
    Path authorityFile = NodeFiles.ownAuthority(conf);
    CertificateAuthority authority =
        CertificateAuthority.create(
            "Tandem Vault authority of node " + conf.node().id(), VALIDITY, clock, random);
    try (Secret password = https.keystorePassword().open(cipher)) {
      Files.createDirectories(https.keystore().toAbsolutePath().getParent());
      CertificateFiles.writePem(authorityFile, List.of(authority.certificate()));
      authority
          .issue(
              CertificateRequest.server(
                  https.names().getFirst(), new LinkedHashSet<>(https.names()), VALIDITY))
          .writePkcs12(https.keystore(), password, ALIAS);
      LOG.info("Made the certificate {} under {}", https.keystore(), authorityFile);
    } catch (IOException e) {
      throw new StartRefusedException(
          ExitCode.CONFIGURATION,
          "The key store " + https.keystore() + " cannot be made: " + e.getMessage(),
          e);
    }
  }
}
