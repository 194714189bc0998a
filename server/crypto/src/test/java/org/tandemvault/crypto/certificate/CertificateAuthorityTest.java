package org.tandemvault.crypto.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tandemvault.crypto.CertificateProblemException;

class CertificateAuthorityTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Duration YEAR = Duration.ofDays(365);
  private static final String SERVER_USE = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT_USE = "1.3.6.1.5.5.7.3.2";

  private final SecureRandom random = new SecureRandom();
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final CertificateAuthority authority =
      CertificateAuthority.create("Tandem Vault test CA", YEAR.multipliedBy(10), clock, random);

  @Test
  void anAuthorityMayIssueButNotMakeAuthorities() throws Exception {
    X509Certificate certificate = authority.certificate();

    certificate.verify(certificate.getPublicKey());
    assertThat(certificate.getBasicConstraints()).isZero();
    assertThat(certificate.getKeyUsage()[5]).isTrue();
    assertThat(certificate.getSubjectX500Principal().getName())
        .isEqualTo("CN=Tandem Vault test CA");
    assertThat(((ECPublicKey) certificate.getPublicKey()).getParams().getCurve().getField())
        .extracting(field -> field.getFieldSize())
        .isEqualTo(256);
  }

  @Test
  void aServersCertificateNamesItsHostsAndAddresses() throws Exception {
    CertifiedKey server =
        authority.issue(
            CertificateRequest.server(
                "vault", Set.of("vault.example.org", "127.0.0.1", "::1", "*.example.org"), YEAR));

    X509Certificate certificate = server.certificate();
    assertThat(certificate.getSubjectAlternativeNames())
        .extracting(name -> name.get(0) + " " + name.get(1))
        .containsExactlyInAnyOrder(
            "2 vault.example.org", "2 *.example.org", "7 127.0.0.1", "7 0:0:0:0:0:0:0:1");
    assertThat(certificate.getExtendedKeyUsage()).containsExactly(SERVER_USE);
    assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    assertThat(server.chain()).containsExactly(certificate, authority.certificate());
    assertTrusted(server);
  }

  @Test
  void aClientsCertificateIsForClientsAlone() throws Exception {
    CertifiedKey client = authority.issue(CertificateRequest.client("standby", YEAR));

    assertThat(client.certificate().getExtendedKeyUsage()).containsExactly(CLIENT_USE);
    assertThat(client.certificate().getSubjectAlternativeNames()).isNull();
    assertTrusted(client);
  }

  @Test
  void aNodesCertificateIsForBoth() throws Exception {
    CertifiedKey node =
        authority.issue(CertificateRequest.node("node-a", Set.of("localhost"), YEAR));

    assertThat(node.certificate().getExtendedKeyUsage()).containsExactly(SERVER_USE, CLIENT_USE);
  }

  @Test
  void validityBeginsALittleEarlierForClocksThatDiffer() {
    X509Certificate certificate =
        authority.issue(CertificateRequest.client("standby", YEAR)).certificate();

    assertThat(certificate.getNotBefore()).isEqualTo(Date.from(NOW.minusSeconds(300)));
    assertThat(certificate.getNotAfter()).isEqualTo(Date.from(NOW.plus(YEAR)));
  }

  @Test
  void serialNumbersAreLongPositiveAndNeverRepeat() {
    X509Certificate one = authority.issue(CertificateRequest.client("a", YEAR)).certificate();
    X509Certificate two = authority.issue(CertificateRequest.client("a", YEAR)).certificate();

    assertThat(one.getSerialNumber()).isPositive().isNotEqualTo(two.getSerialNumber());
    assertThat(one.getSerialNumber().bitLength()).isEqualTo(127);
  }

  @Test
  void whatAnotherAuthorityIssuedIsNotTrusted() {
    CertificateAuthority other =
        CertificateAuthority.create("Tandem Vault test CA", YEAR, clock, random);
    CertifiedKey foreign = other.issue(CertificateRequest.client("standby", YEAR));

    assertThatExceptionOfType(CertPathValidatorException.class)
        .isThrownBy(() -> assertTrusted(foreign));
  }

  @Test
  void anAuthorityMadeBeforeIssuesAgain() throws Exception {
    CertificateAuthority again = new CertificateAuthority(authority.issuer(), clock, random);

    assertTrusted(again.issue(CertificateRequest.client("standby", YEAR)));
  }

  @Test
  void aServersCertificateIssuesNothing() {
    CertifiedKey server =
        authority.issue(CertificateRequest.server("vault", Set.of("localhost"), YEAR));

    assertThatExceptionOfType(CertificateProblemException.class)
        .isThrownBy(() -> new CertificateAuthority(server, clock, random))
        .withMessageContaining("CN=vault")
        .withMessageContaining("isn't an authority's");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a,CN=b", "-a", "a..b", "http://a", "1.2.3.4:80", "a_b"})
  void whatIsNoHostIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CertificateRequest.server("vault", Set.of(name), YEAR));
  }

  @Test
  void aRequestSaysWhoAndWhatFor() {
    assertThatIllegalArgumentException().isThrownBy(() -> CertificateRequest.client(" ", YEAR));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CertificateRequest.client("a".repeat(65), YEAR));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new CertificateRequest(
                    "a", Set.of(), EnumSet.noneOf(CertificateRequest.Usage.class), YEAR));
  }

  @Test
  void aCommonNameCantSmuggleFurtherNames() {
    X509Certificate certificate =
        authority.issue(CertificateRequest.client("a,O=evil", YEAR)).certificate();

    assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=a\\,O\\=evil");
  }

  private void assertTrusted(CertifiedKey key) throws Exception {
    CertPath path =
        CertificateFactory.getInstance("X.509").generateCertPath(List.of(key.certificate()));
    PKIXParameters parameters =
        new PKIXParameters(Set.of(new TrustAnchor(authority.certificate(), null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(NOW));
    CertPathValidator.getInstance("PKIX").validate(path, parameters);
  }
}
