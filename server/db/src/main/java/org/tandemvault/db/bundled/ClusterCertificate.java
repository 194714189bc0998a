package org.tandemvault.db.bundled;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.tandemvault.crypto.certificate.CertificateAuthority;
import org.tandemvault.crypto.certificate.CertificateFiles;
import org.tandemvault.crypto.certificate.CertificateRequest;
import org.tandemvault.crypto.certificate.CertifiedKey;

/**
 * The certificate the server shows, the one it proves itself with when it follows another node's
 * database, and the authority of both. The authority's key is thrown away, so nobody can make
 * another certificate that would be taken for this server's.
 */
final class ClusterCertificate {
  private static final Duration VALIDITY = Duration.ofDays(3650);
  private static final Duration RENEW_BEFORE = Duration.ofDays(180);

  private final Path tls;
  private final Clock clock;
  private final SecureRandom random;

  ClusterCertificate(Path tls, Clock clock, SecureRandom random) {
    this.tls = tls;
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
    CertificateAuthority authority =
        CertificateAuthority.create(
            "Tandem Vault bundled PostgreSQL authority", VALIDITY, clock, random);
    CertifiedKey server =
        authority.issue(
            CertificateRequest.server(
                "Tandem Vault bundled PostgreSQL",
                Set.of("localhost", "127.0.0.1", "::1"),
                VALIDITY));
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
    return Files.exists(chain)
        && CertificateFiles.read(chain)
            .getFirst()
            .getNotAfter()
            .toInstant()
            .isAfter(clock.instant().plus(RENEW_BEFORE));
  }
}
