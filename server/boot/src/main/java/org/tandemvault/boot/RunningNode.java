package org.tandemvault.boot;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.conf.NodeConf;
import org.tandemvault.conf.ServerConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.AuditRecovery;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.drill.FireDrill;
import org.tandemvault.core.ha.Succession;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.SignInRules;
import org.tandemvault.core.node.BackupStatusSource;
import org.tandemvault.core.node.DatabaseServer;
import org.tandemvault.core.node.EmergencyAccess;
import org.tandemvault.core.node.HaStatusSource;
import org.tandemvault.core.node.HaTest;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.PrimaryWatch;
import org.tandemvault.core.policy.CurrentSettings;
import org.tandemvault.core.resource.ServedFrom;
import org.tandemvault.core.shared.Stamps;
import org.tandemvault.core.shared.TsidSource;
import org.tandemvault.core.shared.VaultException;
import org.tandemvault.crypto.Argon2Parameters;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.crypto.PasswordHasher;
import org.tandemvault.crypto.ReservedSealBudget;
import org.tandemvault.crypto.SealBudget;
import org.tandemvault.crypto.SealLedger;
import org.tandemvault.db.ha.CommitHere;
import org.tandemvault.db.policy.JdbiEpochs;
import org.tandemvault.db.schema.JdbiKeyring;
import org.tandemvault.db.schema.NodeDatabaseException;
import org.tandemvault.web.ui.look.Look;

/**
 * A node in work: its connections, keys and use cases, from {@link #start} to {@link #close}.
 *
 * <p>The master key is read at start and kept in memory until the end: another node may make a new
 * data key, and then the keyring is opened again. A new master key is taken while it runs.
 */
final class RunningNode implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunningNode.class);
  private static final int SESSIONS_PER_USER = 100;
  private static final int FAILURES_PER_MINUTE = 60;
  private static final int FAILURE_BURST = 120;
  private static final long LOCK_CHECK_SECONDS = 5;

  private final Node node;
  private final NewestKeyring keyring;
  private final KeyRounds keyRounds;
  private final Databases databases;
  private final Storage storage;
  private final Succession succession;
  private final AuditUseCases audit;
  private final IdentityUseCases identity;
  private final ResourceUseCases resources;
  private final ScheduledExecutorService watch;
  private final AtomicReference<DatabaseServer> server;
  private final HighAvailability availability;
  private final Drills drills;
  private final EmergencyAccess emergencyAccess;
  private final ChannelHealing healing;
  private final AgentRounds agents;
  private final SyncRounds sync;
  private final AuditRecovery recovery;
  private final Look look;
  private final BackupNews backups;

  private RunningNode(
      ConfiguredNode configured, NewestKeyring newest, Databases databases, Keys keys) {
    VaultConf conf = configured.conf();
    MasterKey master = newest.master();
    this.node = configured.node();
    this.keyring = newest;
    this.look = NodeLook.of(conf, master.keyId());
    this.databases = databases;
    this.storage = databases.storage(node);
    this.succession = new Succession(node, storage.transactions(), new JdbiEpochs());
    succession.load();
    Path positions = conf.server().folders().data().resolve("audit-export");
    this.audit =
        AuditUseCases.of(
            node,
            storage,
            keys,
            ExportSinks.of(conf.server().auditExport(), node.id().value()),
            positions);
    Clock clock = Clock.systemUTC();
    var stamps = new Stamps(new TsidSource(conf.node().number(), clock), clock);
    var settings = new CurrentSettings(storage.transactions(), storage.settings(), clock);
    var parts = new IdentityUseCases.Parts(keys, hasher(conf, keys.random()), settings, stamps);
    var work = new AuditedTransactions(storage.transactions(), audit.trail());
    this.identity =
        IdentityUseCases.of(node, storage, work, parts, signInRules(conf.server().sessions()));
    this.server =
        new AtomicReference<>(new DatabaseServer(databases.pool().platform().name(), "", true));
    this.availability =
        HighAvailability.of(
            configured,
            new ConfValueCipher(master, keys.random()),
            keys,
            new HighAvailability.Parts(databases, audit.trail(), server::get, succession));
    var here = new ServedFrom(node.id(), availability.dataAge(), clock);
    this.resources = ResourceUseCases.of(here, storage, work, parts);
    this.drills =
        new Drills(
            configured,
            availability,
            OwnCertificates.of(conf, new ConfValueCipher(master, keys.random())),
            new Drills.Parts(storage, audit, work, identity, resources.reveals(), keys, stamps));
    this.emergencyAccess =
        new EmergencyAccess(
            conf.node().standbyAccess() == NodeConf.StandbyAccess.ALWAYS,
            PrimaryWatch.over(availability.status()));
    this.healing =
        new ChannelHealing(
            configured, new ConfValueCipher(master, keys.random()), databases, audit.trail());
    this.agents =
        new AgentRounds(configured, new ConfValueCipher(master, keys.random()), audit.trail());
    this.recovery = new AuditRecovery(audit.trail());
    this.keyRounds =
        new KeyRounds(
            configured, new KeyRounds.Parts(storage.transactions(), audit.trail(), keys, newest));
    this.backups =
        new BackupNews(
            configured,
            audit.trail(),
            availability.status(),
            new ConfValueCipher(master, keys.random()));
    this.sync =
        new SyncRounds(
            configured, new ConfValueCipher(master, keys.random()), availability::acknowledges);
    this.watch = Executors.newScheduledThreadPool(2, Thread.ofVirtual().factory());
  }

  /**
   * Opens everything a node needs.
   *
   * @throws NodeDatabaseException if the database has no keyring yet, or another process runs as
   *     this node
   */
  static RunningNode start(ConfiguredNode configured) {
    var random = new SecureRandom();
    var key = configured.conf().manageKey();
    MasterKey master =
        MasterKeyFile.read(key.keyFile(), configured.conf().home(), key.allowInsideInstallation());
    try {
      return start(configured, master, random);
    } catch (RuntimeException e) {
      master.close();
      throw e;
    }
  }

  private static RunningNode start(
      ConfiguredNode configured, MasterKey master, SecureRandom random) {
    Databases databases = Databases.open(configured, new ConfValueCipher(master, random));
    try {
      JdbiKeyring stored = databases.keyring(configured.node());
      var newest = new NewestKeyring(stored, master);
      Keys keys = Keys.of(newest.opened(), seals(configured.node(), stored), random, newest);
      var running = new RunningNode(configured, newest, databases, keys);
      running.begin(configured);
      return running;
    } catch (RuntimeException e) {
      databases.close();
      throw e;
    }
  }

  /** A standby stores nothing that it seals, so what it seals need not be counted in a table. */
  private static SealBudget seals(Node node, JdbiKeyring stored) {
    var inMemory = new AtomicLong();
    SealLedger ledger =
        (keyId, seals) ->
            node.acceptsWrites() ? stored.reserve(keyId, seals) : inMemory.addAndGet(seals);
    return new ReservedSealBudget(ledger, RunningNode::tellKeyIsWorn);
  }

  private void begin(ConfiguredNode configured) {
    audit.exporter().start();
    if (node.acceptsWrites()) {
      availability.askAll();
    }
    sync.begin();
    record(AuditAction.NODE_START, keysInUse());
    new RoleNews(configured.conf().server().folders().data())
        .take(news -> record(AuditAction.HA_CHANGE, news));
    if (node.acceptsWrites()) {
      var file = new InitialAdminFile(configured.conf().server().folders().data());
      identity
          .firstAdmin()
          .createIfEmpty(file::write)
          .ifPresent(admin -> admin.initialPassword().orElseThrow().close());
    }
    watch.scheduleWithFixedDelay(
        this::lookAfterAudit, LOCK_CHECK_SECONDS, LOCK_CHECK_SECONDS, TimeUnit.SECONDS);
    backups.begin();
    availability.begin();
    drills.begin();
    healing.begin();
    agents.begin();
    keyRounds.begin();
    watch.scheduleWithFixedDelay(this::keepLock, 0, LOCK_CHECK_SECONDS, TimeUnit.SECONDS);
  }

  private void lookAfterAudit() {
    try {
      recovery.look();
    } catch (RuntimeException e) { // the next look must come
      LOG.error("The audit trail could not be looked after", e);
    }
  }

  private void keepLock() {
    try {
      databases.pool().server().ifPresent(server::set);
      databases.lock().renew();
      succession.load();
    } catch (NodeDatabaseException e) {
      LOG.error("The lock of node {} is not held: {}", node.id(), e.getMessage());
    } catch (RuntimeException e) { // the next look must come
      LOG.error("The lock of node {} could not be renewed; it is tried again", node.id(), e);
    }
  }

  private static void tellKeyIsWorn(int keyId) {
    LOG.warn("Data key {} has sealed much: run bin/RotateKey.sh rotate", keyId);
  }

  private static PasswordHasher hasher(VaultConf conf, SecureRandom random) {
    ServerConf.PasswordHashing work = conf.server().passwordHashing();
    var hasher =
        new PasswordHasher(
            work.concurrency(),
            new Argon2Parameters(work.memoryKib(), work.iterations(), work.parallelism()),
            random);
    Thread.ofVirtual().start(hasher::warmUp);
    return hasher;
  }

  private static SignInRules signInRules(ServerConf.SessionTimes times) {
    return new SignInRules(
        times.absolute(), times.idle(), SESSIONS_PER_USER, FAILURES_PER_MINUTE, FAILURE_BURST);
  }

  private String keysInUse() {
    return "Master key " + keyring.master().keyId() + ", " + keyring.opened();
  }

  /** Waits for no standby: a node must start, and may end, without one. */
  private void record(AuditAction action, String reason) {
    var entry =
        new AuditEntry(
            "",
            "system",
            action,
            new Target("node", "", node.id().value()),
            Outcome.OK,
            reason,
            "");
    if (node.acceptsWrites()) {
      storage
          .transactions()
          .write(
              tx -> {
                CommitHere.of(tx);
                audit.trail().record(tx, entry);
                return entry;
              });
    } else {
      audit.trail().recordDurably(entry);
    }
  }

  Node node() {
    return node;
  }

  Storage storage() {
    return storage;
  }

  AuditUseCases audit() {
    return audit;
  }

  IdentityUseCases identity() {
    return identity;
  }

  ResourceUseCases resources() {
    return resources;
  }

  /** How its pages look. */
  Look look() {
    return look;
  }

  FireDrill fireDrill() {
    return drills.drill();
  }

  /** How this node and its peers are. */
  HaStatusSource haStatus() {
    HaStatusSource source = availability.status();
    return () -> source.status().asking(keyRounds.demand());
  }

  /** The backups of this node. */
  BackupStatusSource backups() {
    return backups;
  }

  /** What proves the other nodes at once. */
  HaTest haTest() {
    return availability.test();
  }

  /** Whether this node serves people now, as its conf and its peers say. */
  EmergencyAccess emergencyAccess() {
    return emergencyAccess;
  }

  /** Ends in the opposite order; what was recorded is durable. */
  @Override
  public void close() {
    watch.shutdownNow();
    keyRounds.close();
    healing.close();
    agents.close();
    sync.close();
    drills.close();
    availability.close();
    backups.close();
    try {
      record(AuditAction.NODE_STOP, keysInUse());
    } catch (VaultException e) {
      LOG.warn("The end of node {} is not on record: {}", node.id(), e.getMessage());
    }
    audit.exporter().close();
    databases.close();
    keyring.close();
  }
}
