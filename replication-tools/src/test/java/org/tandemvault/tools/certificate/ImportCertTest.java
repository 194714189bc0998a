package org.tandemvault.tools.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.crypto.certificate.CertificateFiles;
import org.tandemvault.crypto.certificate.CertifiedKey;
import org.tandemvault.crypto.certificate.TrustStoreFile;
import org.tandemvault.db.tls.FakeTdsServer;
import org.tandemvault.db.tls.FakeTdsServer.Manner;
import org.tandemvault.db.tls.TestCertificates;
import org.tandemvault.tools.Tools;
import picocli.CommandLine;

class ImportCertTest {
  @TempDir private Path folder;
  private final TestCertificates certificates = new TestCertificates();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path conf;

  @BeforeEach
  void makeFolder() throws IOException {
    conf = Files.createDirectories(folder.resolve("conf"));
  }

  @Test
  void aCertificateIsShownAndImportedOnceWhateverItsFormat() throws Exception {
    X509Certificate certificate = certificates.good("db1.corp.example", "10.0.0.7").certificate();
    Path pem = pem(certificate);
    Path der = Files.write(folder.resolve("a.cer"), certificate.getEncoded());

    assertThat(run("--yes", pem.toString())).isZero();
    FileTime written = Files.getLastModifiedTime(conf.resolve("truststore.p12"));
    assertThat(run("--yes", der.toString())).isZero();

    assertThat(out.toString())
        .contains("CN=Test server", "db1.corp.example", "10.0.0.7", "Imported into", "already")
        .contains(CertificateFiles.fingerprint(certificate));
    TrustStoreFile store = TrustStoreFile.in(conf);
    assertThat(store.certificates().values()).containsExactly(certificate);
    assertThat(Files.getLastModifiedTime(store.path())).isEqualTo(written);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store.path())))
        .isEqualTo("rw-r--r--");
  }

  @Test
  void whatWasImportedBeforeStays() {
    X509Certificate first = certificates.authority().certificate();
    X509Certificate second = certificates.good("db2").certificate();

    run("--yes", pem(first).toString());
    run("--yes", pem(second).toString());

    assertThat(TrustStoreFile.in(conf).certificates().values())
        .containsExactlyInAnyOrder(first, second);
  }

  @Test
  void withoutATerminalNothingIsBelievedUnasked() {
    Path file = pem(certificates.good("db1").certificate());

    assertThat(run(file.toString())).isEqualTo(2);

    assertThat(err.toString()).contains("--yes").hasLineCount(1);
    assertThat(conf.resolve("truststore.p12")).doesNotExist();
  }

  @Test
  void expiredAndEarlyCertificatesAreRefused() {
    assertThat(run("--yes", pem(certificates.expired("db1").certificate()).toString()))
        .isEqualTo(5);
    assertThat(run("--yes", pem(certificates.early("db1").certificate()).toString())).isEqualTo(5);

    assertThat(err.toString()).contains("expired on").contains("not valid before");
    assertThat(conf.resolve("truststore.p12")).doesNotExist();
  }

  @Test
  void privateKeysAndOtherFilesAreRefused() throws IOException {
    CertifiedKey key = certificates.good("db1");
    Path secret = folder.resolve("key.pem");
    key.writePrivateKeyPem(secret);
    Path text = Files.writeString(folder.resolve("text"), "not a certificate\n");

    assertThat(run("--yes", secret.toString())).isEqualTo(5);
    assertThat(run("--yes", text.toString())).isEqualTo(5);
    assertThat(run("--yes", folder.resolve("missing").toString())).isEqualTo(6);

    assertThat(err.toString()).contains("holds a private key").contains("no file").hasLineCount(3);
    assertThat(conf.resolve("truststore.p12")).doesNotExist();
  }

  @Test
  void aServersOwnCertificateIsComparedWithTheFile() {
    CertifiedKey key = certificates.good("db1");
    X509Certificate other = new TestCertificates().authority().certificate();
    try (FakeTdsServer server = FakeTdsServer.start(key, Manner.USUAL)) {
      String address = "127.0.0.1:" + server.port();

      assertThat(run("--yes", "--fetch", address, pem(other).toString())).isEqualTo(5);
      assertThat(conf.resolve("truststore.p12")).doesNotExist();
      assertThat(run("--fetch", address)).isZero();
      assertThat(run("--yes", "--fetch", address, pem(key.certificate()).toString())).isZero();
    }
    assertThat(out.toString()).contains(CertificateFiles.fingerprint(key.certificate()));
    assertThat(err.toString()).contains("neither the server's certificate").hasLineCount(1);
  }

  @Test
  void aStrictServerShowsItsCertificateAsWell() {
    CertifiedKey key = certificates.good("db1");
    try (FakeTdsServer server = FakeTdsServer.start(key, Manner.STRICT)) {
      assertThat(run("--strict", "--fetch", "127.0.0.1:" + server.port())).isZero();
    }
    assertThat(out.toString()).contains(CertificateFiles.fingerprint(key.certificate()));
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() {
    assertThat(run("--fetch", "127.0.0.1:1")).isEqualTo(4);
    assertThat(run("--fetch", "127.0.0.1")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
  }

  private Path pem(X509Certificate certificate) {
    Path file = folder.resolve(certificate.getSerialNumber() + ".pem");
    CertificateFiles.writePem(file, List.of(certificate));
    return file;
  }

  private int run(String... words) {
    CommandLine line = Tools.commandLine();
    line.setErr(new PrintWriter(err, true));
    line.setOut(new PrintWriter(out, true));
    String[] all = new String[words.length + 3];
    all[0] = "import-cert";
    all[1] = "--conf";
    all[2] = conf.toString();
    System.arraycopy(words, 0, all, 3, words.length);
    return line.execute(all);
  }
}
