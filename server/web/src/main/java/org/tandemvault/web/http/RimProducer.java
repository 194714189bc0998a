package org.tandemvault.web.http;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;
import org.tandemvault.core.audit.AuditTrail;
import org.tandemvault.core.node.BackupStatusSource;
import org.tandemvault.core.node.HaStatusSource;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.policy.SettingsAdministration;
import org.tandemvault.web.rest.gate.ClientAddress;
import org.tandemvault.web.rest.gate.VaultMetrics;

/** Makes what the rim keeps for all requests. */
@Dependent
final class RimProducer {

  @Produces
  @Singleton
  VaultMetrics metrics(AuditTrail trail, HaStatusSource ha, BackupStatusSource backups) {
    return new VaultMetrics(trail, ha).with(backups);
  }

  @Produces
  @Singleton
  Readiness readiness(Node node, SettingsAdministration settings, AuditTrail trail) {
    return new Readiness(node, settings, trail, Clock.systemUTC());
  }

  /** No proxy is trusted unless a setting names it. */
  @Produces
  @Singleton
  ClientAddress clients() {
    return new ClientAddress(Set.of());
  }
}
