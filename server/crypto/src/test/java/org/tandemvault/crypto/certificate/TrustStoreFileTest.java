package org.tandemvault.crypto.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.crypto.CertificateProblemException;

class TrustStoreFileTest {

  @TempDir private Path conf;

  private final X509Certificate first = authority("First");
  private final X509Certificate second = authority("Second");

  @Test
  void whereNoFileIsNothingIsTrusted() {
    assertThat(TrustStoreFile.in(conf).certificates()).isEmpty();
    assertThat(TrustStoreFile.in(conf).path()).isEqualTo(conf.resolve("truststore.p12"));
  }

  @Test
  void whatIsAddedIsTrustedBesideWhatWasThere() {
    TrustStoreFile store = TrustStoreFile.in(conf);

    assertThat(store.add(first)).isTrue();
    assertThat(store.add(second)).isTrue();

    assertThat(TrustStoreFile.in(conf).certificates().values())
        .containsExactlyInAnyOrder(first, second);
  }

  @Test
  void whatIsThereAlreadyLeavesTheFileAsItIs() throws IOException {
    TrustStoreFile store = TrustStoreFile.in(conf);
    store.add(first);
    byte[] before = Files.readAllBytes(store.path());

    assertThat(store.add(first)).isFalse();

    assertThat(Files.readAllBytes(store.path())).isEqualTo(before);
  }

  @Test
  void everybodyMayReadItAndItsOwnerAloneMayWrite() throws IOException {
    TrustStoreFile store = TrustStoreFile.in(conf);

    store.add(first);

    assertThat(Files.getPosixFilePermissions(store.path()))
        .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(Files.getOwner(store.path())).isEqualTo(Files.getOwner(conf));
  }

  @Test
  void aFileOfAnotherKindIsLeftAloneAndTold() throws IOException {
    Path file = conf.resolve(TrustStoreFile.NAME);
    Files.writeString(file, "no store");

    assertThatExceptionOfType(CertificateProblemException.class)
        .isThrownBy(() -> TrustStoreFile.in(conf).add(first))
        .withMessageContaining(file.toString())
        .withMessageContaining("importCert");
    assertThat(Files.readString(file)).isEqualTo("no store");
  }

  @Test
  void aFolderThatIsMissingIsTold() {
    assertThatExceptionOfType(CertificateProblemException.class)
        .isThrownBy(() -> TrustStoreFile.in(conf.resolve("none")).add(first))
        .withMessageContaining("can't be written");
  }

  @Test
  void aFingerprintIsShownAsBrowsersShowIt() {
    assertThat(CertificateFiles.fingerprint(first)).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    assertThat(CertificateFiles.fingerprint(first))
        .isNotEqualTo(CertificateFiles.fingerprint(second));
    assertThat(CertificateFiles.pem(List.of(first, second)).split("-----BEGIN CERTIFICATE"))
        .hasSize(3);
  }

  private static X509Certificate authority(String name) {
    return CertificateAuthority.create(
            name, Duration.ofDays(365), Clock.systemUTC(), new SecureRandom())
        .certificate();
  }
}
