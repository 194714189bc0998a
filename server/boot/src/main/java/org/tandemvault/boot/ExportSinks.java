package org.tandemvault.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import org.tandemvault.conf.ServerConf.AuditExport;
import org.tandemvault.conf.ServerConf.Syslog;
import org.tandemvault.core.audit.AuditSink;
import org.tandemvault.core.audit.JsonLinesSink;
import org.tandemvault.core.audit.SyslogSink;
import org.tandemvault.core.audit.SyslogTarget;
import org.tandemvault.crypto.certificate.CertificateFiles;

/** The sinks that {@code server.conf} asks for. */
final class ExportSinks {

  private ExportSinks() {}

  /**
   * @param host this node's name in syslog messages
   */
  static List<AuditSink> of(AuditExport asked, String host) {
    var sinks = new ArrayList<AuditSink>();
    asked.syslog().ifPresent(syslog -> sinks.add(new SyslogSink(target(syslog), host)));
    asked.jsonLines().ifPresent(file -> sinks.add(new JsonLinesSink(file)));
    return sinks;
  }

  private static SyslogTarget target(Syslog syslog) {
    return syslog.tls()
        ? SyslogTarget.tls(
            syslog.host(),
            syslog.port(),
            syslog
                .caFile()
                .map(file -> authorities(file, "audit.syslog.ca.file"))
                .orElseGet(ExportSinks::trustedByJava))
        : SyslogTarget.tcp(syslog.host(), syslog.port());
  }

  /**
   * @param key whose value the file is, for the message
   */
  static KeyStore authorities(Path pem, String key) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int n = 0;
      for (var certificate : CertificateFiles.read(pem)) {
        store.setCertificateEntry("authority-" + n++, certificate);
      }
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(key + " " + pem + " can't be used: " + e.getMessage(), e);
    }
  }

  private static KeyStore trustedByJava() {
    Path file = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    try (var in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(in, null);
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("Java's own authorities can't be read: " + file, e);
    }
  }
}
