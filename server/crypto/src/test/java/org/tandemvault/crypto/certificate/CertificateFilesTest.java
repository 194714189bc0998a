package org.tandemvault.crypto.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.crypto.CertificateProblemException;
import org.tandemvault.crypto.Secret;

class CertificateFilesTest {

  private static final Duration YEAR = Duration.ofDays(365);

  @TempDir private Path folder;

  private final CertificateAuthority authority =
      CertificateAuthority.create("Test CA", YEAR, Clock.systemUTC(), new SecureRandom());
  private final CertifiedKey server =
      authority.issue(CertificateRequest.server("vault", Set.of("localhost"), YEAR));
  private final Secret password = Secret.ofUtf8("store password");
  private final Secret wrong = Secret.ofUtf8("another password");

  @AfterEach
  void close() {
    password.close();
    wrong.close();
  }

  @Test
  void aKeyStoreIsReadBackAndBelongsToItsOwner() throws IOException {
    Path file = folder.resolve("server.p12");

    server.writePkcs12(file, password, "vault");

    CertifiedKey read = CertifiedKey.readPkcs12(file, password, "vault");
    assertThat(read.chain()).isEqualTo(server.chain());
    assertThat(read.privateKey().getEncoded()).isEqualTo(server.privateKey().getEncoded());
    assertOwnerOnly(file);
  }

  @Test
  void aKeyStoreSaysWhatIsWrongWithIt() throws IOException {
    Path file = folder.resolve("server.p12");
    server.writePkcs12(file, password, "vault");
    Path noStore = Files.writeString(folder.resolve("text.p12"), "no key store");

    assertRefused(() -> CertifiedKey.readPkcs12(file, wrong, "vault"), "password");
    assertRefused(() -> CertifiedKey.readPkcs12(file, password, "other"), "named 'other'");
    assertRefused(() -> CertifiedKey.readPkcs12(noStore, password, "vault"), "as PKCS#12");
    assertRefused(
        () -> CertifiedKey.readPkcs12(folder.resolve("gone.p12"), password, "vault"),
        "There is no key store");
    assertRefused(
        () -> server.writePkcs12(folder.resolve("no/such/server.p12"), password, "vault"),
        "can't be written");
  }

  @Test
  void aKeyWithAPasswordOfItsOwnIsNamed() throws Exception {
    Path file = folder.resolve("server.p12");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "vault",
        server.privateKey(),
        "key password".toCharArray(),
        server.chain().toArray(X509Certificate[]::new));
    try (var out = Files.newOutputStream(file)) {
      store.store(out, "store password".toCharArray());
    }

    assertRefused(() -> CertifiedKey.readPkcs12(file, password, "vault"), "another password");
  }

  @Test
  void thePrivateKeyIsWrittenAsPkcs8ForItsOwnerAlone() throws Exception {
    Path file = folder.resolve("server.key");

    server.writePrivateKeyPem(file);

    String pem = Files.readString(file, StandardCharsets.US_ASCII);
    assertThat(pem)
        .startsWith("-----BEGIN PRIVATE KEY-----")
        .endsWith("-----END PRIVATE KEY-----" + System.lineSeparator());
    byte[] encoded =
        Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "").strip());
    assertThat(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded)))
        .isEqualTo(server.privateKey());
    assertOwnerOnly(file);
    assertRefused(
        () -> server.writePrivateKeyPem(folder.resolve("no/such/server.key")), "can't be written");
  }

  @Test
  void theChainIsReadBackFromPemInItsOrder() {
    Path file = folder.resolve("chain.pem");

    server.writeChainPem(file);

    assertThat(CertificateFiles.read(file)).isEqualTo(server.chain());
    assertRefused(
        () -> server.writeChainPem(folder.resolve("no/such/chain.pem")), "can't be written");
  }

  @Test
  void aCertificateIsReadFromDerToo() throws Exception {
    Path file = Files.write(folder.resolve("ca.cer"), authority.certificate().getEncoded());

    assertThat(CertificateFiles.read(file)).containsExactly(authority.certificate());
  }

  @Test
  void aFileWithoutACertificateIsNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("text.cer"), "no certificate");
    Path empty = Files.writeString(folder.resolve("empty.cer"), "");

    assertRefused(() -> CertificateFiles.read(text), "text.cer");
    assertRefused(() -> CertificateFiles.read(empty), "no certificate in");
    assertRefused(() -> CertificateFiles.read(folder.resolve("gone.cer")), "no certificate at");
  }

  @Test
  void aTrustStoreIsReadBackByAlias() throws IOException {
    Path file = folder.resolve("truststore.p12");
    Map<String, X509Certificate> trusted =
        Map.of("ca", authority.certificate(), "database", server.certificate());

    CertificateFiles.writeTrustStore(file, password, trusted);

    assertThat(CertificateFiles.readTrustStore(file, password)).isEqualTo(trusted);
    assertOwnerOnly(file);
    assertRefused(() -> CertificateFiles.readTrustStore(file, wrong), "password");
  }

  @Test
  void keysAreNotTrustedCertificates() {
    Path file = folder.resolve("server.p12");
    server.writePkcs12(file, password, "vault");

    assertThat(CertificateFiles.readTrustStore(file, password)).isEmpty();
  }

  @Test
  void aFingerprintReadsAsBrowsersShowIt() {
    assertThat(CertificateFiles.fingerprint(server.certificate()))
        .matches("(?:[0-9A-F]{2}:){31}[0-9A-F]{2}");
  }

  @Test
  void aCertifiedKeyPrintsItsSubjectAlone() {
    assertThat(server).hasToString("CertifiedKey[CN=vault]");
    assertThat(CertificateFiles.pem(List.of(server.certificate())))
        .startsWith("-----BEGIN CERTIFICATE-----");
  }

  private static void assertOwnerOnly(Path file) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  private static void assertRefused(Runnable call, String why) {
    assertThatExceptionOfType(CertificateProblemException.class)
        .isThrownBy(call::run)
        .withMessageContaining(why)
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("store password"));
  }
}
