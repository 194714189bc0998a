package org.tandemvault.db.tls;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import org.tandemvault.crypto.certificate.CertificateAuthority;
import org.tandemvault.crypto.certificate.CertificateRequest;
import org.tandemvault.crypto.certificate.CertifiedKey;

/** An authority for tests, and certificates of servers from it. */
public final class TestCertificates {
  private static final Duration YEAR = Duration.ofDays(365);

  private final SecureRandom random = new SecureRandom();
  private final CertificateAuthority authority =
      CertificateAuthority.create("Test authority", YEAR.multipliedBy(9), yearsAgo(3), random);

  public CertificateAuthority authority() {
    return authority;
  }

  /** Good for these names. */
  public CertifiedKey good(String... names) {
    return from(Clock.systemUTC(), names);
  }

  /** Expired for two years. */
  public CertifiedKey expired(String... names) {
    return from(yearsAgo(3), names);
  }

  /** Good from next year on. */
  public CertifiedKey early(String... names) {
    return from(yearsAgo(-1), names);
  }

  private CertifiedKey from(Clock clock, String... names) {
    return new CertificateAuthority(authority.issuer(), clock, random)
        .issue(
            new CertificateRequest(
                "Test server", Set.of(names), EnumSet.of(CertificateRequest.Usage.SERVER), YEAR));
  }

  private static Clock yearsAgo(int years) {
    return Clock.fixed(Instant.now().minus(YEAR.multipliedBy(years)), ZoneOffset.UTC);
  }
}
