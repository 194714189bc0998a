package org.tandemvault.core.resource;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tandemvault.core.access.Sharing;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.Scope;
import org.tandemvault.core.node.DataAge;
import org.tandemvault.core.node.InMemoryDatabase;
import org.tandemvault.core.node.InMemoryTransactions;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.core.policy.CurrentSettings;
import org.tandemvault.core.policy.PasswordGenerator;
import org.tandemvault.core.policy.PolicyAdministration;
import org.tandemvault.core.policy.SettingsAdministration;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.MovableClock;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.Stamps;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.SecretCipher;

/** Every use case over a vault in memory, with real sealing and a trail that is remembered. */
public final class VaultRig {

  public final MovableClock clock;
  public final VaultFixture vault;
  public final RecordedTrail trail;
  public final AccountSeals seals;
  public final CurrentSettings settings;
  public final Sharing sharing;
  public final FolderAdministration folders;
  public final ResourceCatalogue resources;
  public final AccountCatalogue accounts;
  public final Reveals reveals;
  public final CsvImport imports;
  public final CsvExport exports;
  public final PolicyAdministration policies;
  public final SettingsAdministration settingsAdministration;
  public final Transactions gate;
  final AuditedTransactions work;
  final Stamps stamps;
  private final InMemoryDatabase database;

  /** What the rigs of two nodes share. */
  private record Kept(InMemoryDatabase database, VaultFixture vault, AccountSeals seals) {}

  /** A primary with an empty vault. */
  public VaultRig() {
    this(InMemoryDatabase.create());
  }

  private VaultRig(InMemoryDatabase database) {
    this(
        new Kept(database, InMemoryVault.over(InMemoryTransactions.primary(database)), newSeals()),
        InMemoryTransactions.primary(database),
        MovableClock.atNoon(),
        DataAge.PRIMARY);
  }

  private VaultRig(Kept kept, Transactions gate, MovableClock clock, DataAge age) {
    var random = new SecureRandom();
    this.clock = clock;
    this.gate = gate;
    this.database = kept.database();
    this.vault = kept.vault();
    this.seals = kept.seals();
    this.trail = new RecordedTrail(gate);
    this.work = new AuditedTransactions(gate, trail);
    this.stamps = new Stamps(vault.stamps.ids(), clock);
    ResourceStore store = vault.store;
    var here = new ServedFrom(new NodeId("node-1"), age, clock);
    this.settings = new CurrentSettings(gate, vault.settings, clock);
    this.sharing = new Sharing(work, store.shares(), vault.users, vault.groups);
    this.folders = new FolderAdministration(work, store, stamps.ids());
    this.resources = new ResourceCatalogue(work, store, stamps);
    this.accounts = new AccountCatalogue(work, store, seals, new PasswordGenerator(random), stamps);
    this.reveals = new Reveals(work, store.accounts(), seals, settings, here);
    this.imports = new CsvImport(work, store, seals, stamps);
    this.exports = new CsvExport(work, store, seals, settings);
    this.policies = new PolicyAdministration(work, store.policies(), stamps.ids());
    this.settingsAdministration =
        new SettingsAdministration(work, vault.settings, vault.users, settings);
  }

  /** A standby that reads the same vault and is not behind. */
  public VaultRig standby() {
    return standby(DataAge.PRIMARY);
  }

  /** A standby that reads the same vault by the same clock. */
  public VaultRig standby(DataAge age) {
    return new VaultRig(
        new Kept(database, vault, seals), InMemoryTransactions.standby(database), clock, age);
  }

  private static AccountSeals newSeals() {
    var random = new SecureRandom();
    return new AccountSeals(new SecretCipher(Keyring.create(random), keyId -> {}, random));
  }

  /** A person of that name in that role, signed in. */
  public Caller person(String name, Role... roles) {
    return signedIn(vault.user(name), name, roles);
  }

  public static Caller signedIn(UserId id, String name, Role... roles) {
    return new Caller(id, name, Set.of(roles), Scope.all(), false, "10.0.0.1");
  }

  /** The same person with a token that lacks one scope. */
  public static Caller without(Caller caller, Scope scope) {
    Set<Scope> left = EnumSet.allOf(Scope.class);
    left.remove(scope);
    return new Caller(caller.id(), caller.name(), caller.roles(), left, false, caller.client());
  }

  /** A resource that the caller makes. */
  public ResourceId resource(Caller caller, String name) {
    return resources.create(caller, fields(name, Optional.empty())).resource().id();
  }

  public static ResourceFields fields(String name, Optional<FolderId> folder) {
    return new ResourceFields(name, "linux", "host.example", "about", folder, Map.of("a", "b"));
  }

  /** An account that the caller makes. */
  public AccountId account(Caller caller, ResourceId resource, String login, String password) {
    return account(caller, resource, fields(login), password);
  }

  public AccountId account(
      Caller caller, ResourceId resource, AccountFields fields, String password) {
    try (Secret secret = Secret.ofUtf8(password)) {
      return accounts.create(caller, resource, fields, secret).account().id();
    }
  }

  public static AccountFields fields(String login) {
    return new AccountFields(login, "notes of " + login, Optional.empty(), Optional.empty());
  }

  public static AccountFields fields(String login, PolicyId policy) {
    return new AccountFields(login, "", Optional.empty(), Optional.of(policy));
  }

  public long change(Caller caller, AccountId id, String password) {
    try (Secret secret = Secret.ofUtf8(password)) {
      return accounts.changePassword(caller, id, secret);
    }
  }

  /** The current password in clear. */
  public String reveal(Caller caller, AccountId id) {
    return reveal(caller, new RevealRequest(id, "", "", Optional.empty(), false));
  }

  public String reveal(Caller caller, RevealRequest request) {
    try (Revealed revealed = reveals.revealPlaintext(caller, request)) {
      return revealed.password().use(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
  }

  /** The only account of that name that the caller may see. */
  public List<AccountView> accountsOf(Caller caller, ResourceId resource) {
    return accounts
        .list(caller, resource, org.tandemvault.core.shared.PageRequest.first(500))
        .items();
  }
}
