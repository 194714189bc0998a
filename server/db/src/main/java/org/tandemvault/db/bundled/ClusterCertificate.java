package org.tandemvault.db.bundled;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.crypto.certificate.CertificateAuthority;
import org.tandemvault.crypto.certificate.CertificateFiles;
import org.tandemvault.crypto.certificate.CertificateRequest;
import org.tandemvault.crypto.certificate.CertifiedKey;
import org.tandemvault.db.tls.CertificateFindings;

/**
 * The certificate the server shows, the one it proves itself with when it follows another node's
 * database, and the authority of both. The authority's key is thrown away, so nobody can make
 * another certificate that would be taken for this server's.
 */
final class ClusterCertificate {
  private static final Duration VALIDITY = Duration.ofDays(3650);
  private static final Duration RENEW_BEFORE = Duration.ofDays(180);
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

  private static final Logger LOG = LoggerFactory.getLogger(ClusterCertificate.class);

  private final Path tls;
  private final List<String> more;
  private final Clock clock;
  private final SecureRandom random;

  /**
   * @param more names and addresses of this machine besides the loopback's
   */
  ClusterCertificate(Path tls, List<String> more, Clock clock, SecureRandom random) {
    this.tls = tls;
    this.more = List.copyOf(more);
    this.clock = clock;
    this.random = random;
  }

  /** Makes certificate and authority unless they are there for long enough; says if it did. */
  boolean ensure(ServerUser user) throws IOException {
    Path key = tls.resolve("server.key");
    Path chain = tls.resolve("server.pem");
    Path trusted = tls.resolve("ca.pem");
    ReplicationTrust trust = new ReplicationTrust(tls);
    if (Files.exists(key)
        && Files.exists(trusted)
        && Files.exists(trust.key())
        && goodForLong(chain)) {
      return trust.write(user);
    }
    if (Files.exists(chain)) {
      LOG.warn(
          "The bundled database gets a new certificate: peers must be told (docs/replication.md)");
    }
    CertificateAuthority authority =
        CertificateAuthority.create(
            "Tandem Vault bundled PostgreSQL authority", VALIDITY, clock, random);
    Set<String> names = new LinkedHashSet<>(LOOPBACK);
    names.addAll(more);
    CertifiedKey server =
        authority.issue(
            CertificateRequest.server("Tandem Vault bundled PostgreSQL", names, VALIDITY));
    CertifiedKey replication =
        authority.issue(CertificateRequest.client(ReplicationTrust.ROLE, VALIDITY));
    Files.deleteIfExists(chain); // a broken run is noticed by its absence
    server.writePrivateKeyPem(key);
    CertificateFiles.writePem(trusted, List.of(authority.certificate()));
    replication.writePrivateKeyPem(trust.key());
    replication.writeChainPem(trust.certificate());
    trust.write(user);
    server.writeChainPem(chain);
    user.own(trust.key());
    user.own(trust.certificate());
    user.own(key);
    user.own(trusted);
    user.own(chain);
    return true;
  }

  private boolean goodForLong(Path chain) {
    if (!Files.exists(chain)) {
      return false;
    }
    X509Certificate shown = CertificateFiles.read(chain).getFirst();
    return shown.getNotAfter().toInstant().isAfter(clock.instant().plus(RENEW_BEFORE))
        && more.stream().allMatch(name -> CertificateFindings.isFor(shown, name));
  }
}
