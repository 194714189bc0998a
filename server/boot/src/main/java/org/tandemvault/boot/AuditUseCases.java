package org.tandemvault.boot;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.tandemvault.core.audit.AuditChain;
import org.tandemvault.core.audit.AuditExporter;
import org.tandemvault.core.audit.AuditReading;
import org.tandemvault.core.audit.AuditSink;
import org.tandemvault.core.audit.AuditTrail;
import org.tandemvault.core.audit.AuditVerifier;
import org.tandemvault.core.audit.ChainedAuditTrail;
import org.tandemvault.core.node.Node;

/** The audit trail of this node: written, read, exported. */
record AuditUseCases(AuditTrail trail, AuditReading reading, AuditExporter exporter) {

  /**
   * @param positions the folder that keeps how far each sink has come
   */
  static AuditUseCases of(
      Node node, Storage storage, Keys keys, List<AuditSink> sinks, Path positions) {
    var exporter =
        new AuditExporter(
            node.id(), storage.auditEvents(), storage.transactions(), sinks, positions);
    var chain = new AuditChain(node.id(), storage.auditEvents(), keys.auditChain());
    var trail = new ChainedAuditTrail(chain, storage.transactions(), exporter, Clock.systemUTC());
    var verifier =
        new AuditVerifier(storage.transactions(), storage.auditEvents(), keys.auditChain());
    var reading = new AuditReading(storage.transactions(), storage.auditEvents(), verifier);
    return new AuditUseCases(trail, reading, exporter);
  }
}
