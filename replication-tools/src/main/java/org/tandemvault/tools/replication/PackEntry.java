package org.tandemvault.tools.replication;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.crypto.certificate.CertificateFiles;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.tls.NoCertificateException;
import org.tandemvault.db.tls.ShownCertificate;
import org.tandemvault.db.tls.ShownCertificate.Greeting;

/**
 * What another node must know of a server, and nothing else: neither a password nor the name of an
 * administrator.
 *
 * @param applicationUser the login that its node works with
 */
record PackEntry(NodeId node, DatabaseAddress address, String applicationUser) {

  /** The lines, by their names without the side. */
  Map<String, String> lines() {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("node", node.toString());
    lines.put("host", address.host());
    lines.put("port", Integer.toString(address.port()));
    lines.put("database", address.database());
    lines.put("app.user", applicationUser);
    boolean sqlServer = address.engine() == DatabaseConf.Engine.SQLSERVER;
    if (sqlServer) {
      lines.put("tls.strict", Boolean.toString(address.ways().strict()));
    }
    address.ways().certificateName().ifPresent(name -> lines.put("certificate.host", name));
    Greeting usual = address.ways().strict() ? Greeting.TDS_STRICT : Greeting.TDS;
    fingerprint(sqlServer ? usual : Greeting.POSTGRESQL)
        .forEach(print -> lines.put("certificate.sha256", print));
    return lines;
  }

  /** None if the server shows no certificate now. */
  private List<String> fingerprint(Greeting greeting) {
    try {
      return List.of(
          CertificateFiles.fingerprint(
              ShownCertificate.of(greeting, address.host(), address.port()).getFirst()));
    } catch (NoCertificateException unreachable) {
      return List.of();
    }
  }
}
