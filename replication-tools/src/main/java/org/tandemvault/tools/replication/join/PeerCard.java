package org.tandemvault.tools.replication.join;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Properties;
import org.tandemvault.conf.NodeConf.Role;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;

/**
 * What one node must know of another to be its peer: who it is, where it is reached, and which
 * certificates it shows. Nothing in it is secret, but whoever could exchange it on its way could
 * stand in for the node: so both sides show its fingerprint.
 *
 * @param url what people's browsers use
 * @param heartbeat host:port
 * @param database host:port of its bundled database
 * @param shown the very certificate of its heartbeat listener
 * @param authority the one its database's certificates come from
 */
record PeerCard(
    String node,
    Role role,
    int number,
    String url,
    String heartbeat,
    String database,
    String databaseName,
    X509Certificate shown,
    X509Certificate authority) {

  private static final String HEAD =
      "# Card of a node of Tandem Vault, for bin/ConfigureReplication.sh setup --peer on its peer's\n"
          + "# machine. Nothing in it is secret.\n";

  /** The file's text. */
  String text() {
    return HEAD
        + line("node", node)
        + line("role", role.name().toLowerCase(Locale.ROOT))
        + line("number", Integer.toString(number))
        + line("url", url)
        + line("heartbeat", heartbeat)
        + line("database", database)
        + line("database.name", databaseName)
        + line("heartbeat.certificate", base64(shown))
        + line("database.authority", base64(authority));
  }

  /** SHA-256 over all that it says, to be compared by a person. */
  String fingerprint() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.UTF_8));
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  /** Whether its database is reached on its own machine only. */
  boolean isOfThisMachineAlone() {
    return database.startsWith("localhost:");
  }

  /**
   * @throws ToolException if it is no such file
   */
  static PeerCard read(Path file) {
    Properties all = new Properties();
    try {
      all.load(new StringReader(Files.readString(file)));
    } catch (NoSuchFileException missing) {
      throw new ToolException(
          ToolExit.NO_SUCH_THING,
          "There is no card "
              + file
              + ": write it on the other node with bin/ConfigureReplication.sh card FILE, and carry"
              + " it here.",
          missing);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw broken(file, "it can't be read");
    }
    return new PeerCard(
        matching(all, "node", "[a-z0-9][a-z0-9-]{0,39}", file),
        Role.valueOf(matching(all, "role", "primary|standby", file).toUpperCase(Locale.ROOT)),
        Integer.parseInt(matching(all, "number", "[0-9]{1,4}", file)),
        matching(all, "url", "https://[^\\s/?#]+", file),
        matching(all, "heartbeat", "\\S+:[0-9]{1,5}", file),
        matching(all, "database", "\\S+:[0-9]{1,5}", file),
        matching(all, "database.name", "[A-Za-z0-9_ -]+", file),
        certificate(all, "heartbeat.certificate", file),
        certificate(all, "database.authority", file));
  }

  private static String matching(Properties all, String key, String form, Path file) {
    String value = all.getProperty(key, "").strip();
    if (!value.matches(form)) {
      throw broken(file, key + (value.isEmpty() ? " is missing" : " is '" + value + "'"));
    }
    return value;
  }

  private static X509Certificate certificate(Properties all, String key, Path file) {
    try {
      byte[] der = Base64.getDecoder().decode(all.getProperty(key, ""));
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException | IllegalArgumentException damaged) {
      throw broken(file, key + " is no certificate");
    }
  }

  private static ToolException broken(Path file, String what) {
    return new ToolException(
        ToolExit.CONFIGURATION,
        file
            + " is no card of a node ("
            + what
            + "): write it anew with bin/ConfigureReplication.sh card FILE on the other node.");
  }

  private static String line(String key, String value) {
    return key + " = " + value + "\n";
  }

  private static String base64(X509Certificate certificate) {
    try {
      return Base64.getEncoder().encodeToString(certificate.getEncoded());
    } catch (CertificateEncodingException damaged) {
      throw new IllegalStateException("a certificate that was read can be written", damaged);
    }
  }
}
