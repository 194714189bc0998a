package org.tandemvault.boot;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.core.access.Sharing;
import org.tandemvault.core.audit.AuditReading;
import org.tandemvault.core.audit.AuditTrail;
import org.tandemvault.core.drill.FireDrill;
import org.tandemvault.core.identity.Directory;
import org.tandemvault.core.identity.GroupAdministration;
import org.tandemvault.core.identity.OwnAccount;
import org.tandemvault.core.identity.SignIn;
import org.tandemvault.core.identity.TokenAdministration;
import org.tandemvault.core.identity.UserAdministration;
import org.tandemvault.core.node.BackupStatusSource;
import org.tandemvault.core.node.EmergencyAccess;
import org.tandemvault.core.node.HaStatusSource;
import org.tandemvault.core.node.HaTest;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.core.policy.PasswordGenerator;
import org.tandemvault.core.policy.PasswordStrength;
import org.tandemvault.core.policy.PolicyAdministration;
import org.tandemvault.core.policy.SettingsAdministration;
import org.tandemvault.core.resource.AccountCatalogue;
import org.tandemvault.core.resource.CsvExport;
import org.tandemvault.core.resource.CsvImport;
import org.tandemvault.core.resource.FolderAdministration;
import org.tandemvault.core.resource.ResourceCatalogue;
import org.tandemvault.core.resource.Reveals;
import org.tandemvault.web.ui.look.Look;

/**
 * Hands the rims their use cases. Each is made once, when the application starts; the classes are
 * final, so they are injected as they are, without a proxy.
 */
@ApplicationScoped
class VaultProducer {

  private static final Logger LOG = LoggerFactory.getLogger(VaultProducer.class);

  private RunningNode node;

  @PostConstruct
  void start() {
    node = RunningNode.start(ConfiguredNode.ofThisProcess());
  }

  /** Makes this bean at the start of the application, so that a fault fails the start. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object event) {
    LOG.info("Node {} is wired", node.node().id());
  }

  @PreDestroy
  void stop() {
    node.close();
  }

  @Produces
  Node node() {
    return node.node();
  }

  @Produces
  HaStatusSource haStatus() {
    return node.haStatus();
  }

  @Produces
  BackupStatusSource backups() {
    return node.backups();
  }

  @Produces
  HaTest haTest() {
    return node.haTest();
  }

  @Produces
  EmergencyAccess emergencyAccess() {
    return node.emergencyAccess();
  }

  @Produces
  Look look() {
    return node.look();
  }

  @Produces
  FireDrill fireDrill() {
    return node.fireDrill();
  }

  @Produces
  Transactions transactions() {
    return node.storage().transactions();
  }

  @Produces
  AuditTrail auditTrail() {
    return node.audit().trail();
  }

  @Produces
  AuditReading auditReading() {
    return node.audit().reading();
  }

  @Produces
  SignIn signIn() {
    return node.identity().signIn();
  }

  @Produces
  OwnAccount ownAccount() {
    return node.identity().ownAccount();
  }

  @Produces
  UserAdministration userAdministration() {
    return node.identity().users();
  }

  @Produces
  GroupAdministration groupAdministration() {
    return node.identity().groups();
  }

  @Produces
  TokenAdministration tokenAdministration() {
    return node.identity().tokens();
  }

  @Produces
  Directory directory() {
    return node.identity().directory();
  }

  @Produces
  FolderAdministration folders() {
    return node.resources().folders();
  }

  @Produces
  ResourceCatalogue resources() {
    return node.resources().resources();
  }

  @Produces
  AccountCatalogue accounts() {
    return node.resources().accounts();
  }

  @Produces
  Reveals reveals() {
    return node.resources().reveals();
  }

  @Produces
  CsvImport csvImport() {
    return node.resources().csvImport();
  }

  @Produces
  CsvExport csvExport() {
    return node.resources().csvExport();
  }

  @Produces
  Sharing sharing() {
    return node.resources().sharing();
  }

  @Produces
  PolicyAdministration policies() {
    return node.resources().policies();
  }

  @Produces
  SettingsAdministration settings() {
    return node.resources().settings();
  }

  @Produces
  PasswordGenerator generator() {
    return node.resources().generator();
  }

  @Produces
  PasswordStrength strength() {
    return node.resources().strength();
  }
}
