package org.tandemvault.web.rest;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.tandemvault.core.access.Sharing;
import org.tandemvault.core.audit.AuditChain;
import org.tandemvault.core.audit.AuditEvent;
import org.tandemvault.core.audit.AuditExport;
import org.tandemvault.core.audit.AuditReading;
import org.tandemvault.core.audit.AuditTrail;
import org.tandemvault.core.audit.AuditVerifier;
import org.tandemvault.core.audit.ChainedAuditTrail;
import org.tandemvault.core.audit.InMemoryAuditEvents;
import org.tandemvault.core.drill.DrillCanary;
import org.tandemvault.core.drill.DrillRecords;
import org.tandemvault.core.drill.DrillSecrets;
import org.tandemvault.core.drill.DrillView;
import org.tandemvault.core.drill.FireDrill;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.Directory;
import org.tandemvault.core.identity.DrillUser;
import org.tandemvault.core.identity.FirstAdmin;
import org.tandemvault.core.identity.GroupAdministration;
import org.tandemvault.core.identity.IdentityStore;
import org.tandemvault.core.identity.InMemoryApiTokens;
import org.tandemvault.core.identity.KnownTokens;
import org.tandemvault.core.identity.KnownUsers;
import org.tandemvault.core.identity.LockOuts;
import org.tandemvault.core.identity.OwnAccount;
import org.tandemvault.core.identity.Proofs;
import org.tandemvault.core.identity.Sessions;
import org.tandemvault.core.identity.SignIn;
import org.tandemvault.core.identity.SignInRateLimit;
import org.tandemvault.core.identity.SignInRules;
import org.tandemvault.core.identity.SignInState;
import org.tandemvault.core.identity.TokenAdministration;
import org.tandemvault.core.identity.TotpCodes;
import org.tandemvault.core.identity.UserAdministration;
import org.tandemvault.core.identity.UserPasswordRules;
import org.tandemvault.core.identity.UserPasswords;
import org.tandemvault.core.node.DataAge;
import org.tandemvault.core.node.DatabaseServer;
import org.tandemvault.core.node.EmergencyAccess;
import org.tandemvault.core.node.HaProof;
import org.tandemvault.core.node.HaStatus;
import org.tandemvault.core.node.HaStatusSource;
import org.tandemvault.core.node.InMemoryDatabase;
import org.tandemvault.core.node.InMemoryTransactions;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.core.policy.CurrentSettings;
import org.tandemvault.core.policy.PasswordGenerator;
import org.tandemvault.core.policy.PasswordStrength;
import org.tandemvault.core.policy.PolicyAdministration;
import org.tandemvault.core.policy.SettingsAdministration;
import org.tandemvault.core.resource.AccountCatalogue;
import org.tandemvault.core.resource.AccountSeals;
import org.tandemvault.core.resource.CsvExport;
import org.tandemvault.core.resource.CsvImport;
import org.tandemvault.core.resource.FolderAdministration;
import org.tandemvault.core.resource.InMemoryVault;
import org.tandemvault.core.resource.ResourceCatalogue;
import org.tandemvault.core.resource.Reveals;
import org.tandemvault.core.resource.ServedFrom;
import org.tandemvault.core.resource.VaultFixture;
import org.tandemvault.core.shared.Stamps;
import org.tandemvault.core.shared.TsidSource;
import org.tandemvault.crypto.Argon2Parameters;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.PasswordHasher;
import org.tandemvault.crypto.Purpose;
import org.tandemvault.crypto.SecretCipher;
import org.tandemvault.crypto.TokenFactory;
import org.tandemvault.web.rest.access.AccessRoutes;
import org.tandemvault.web.rest.access.ShareRoutes;
import org.tandemvault.web.rest.audit.AuditRoutes;
import org.tandemvault.web.rest.identity.DirectoryRoutes;
import org.tandemvault.web.rest.identity.GroupRoutes;
import org.tandemvault.web.rest.identity.MeRoutes;
import org.tandemvault.web.rest.identity.SessionRoutes;
import org.tandemvault.web.rest.identity.TokenRoutes;
import org.tandemvault.web.rest.identity.UserRoutes;
import org.tandemvault.web.rest.node.HaRoutes;
import org.tandemvault.web.rest.policy.GeneratorRoutes;
import org.tandemvault.web.rest.policy.PolicyRoutes;
import org.tandemvault.web.rest.policy.SettingsRoutes;
import org.tandemvault.web.rest.resource.AccountRoutes;
import org.tandemvault.web.rest.resource.FolderRoutes;
import org.tandemvault.web.rest.resource.NewPasswords;
import org.tandemvault.web.rest.resource.PasswordRoutes;
import org.tandemvault.web.rest.resource.ResourceRoutes;
import org.tandemvault.web.rest.resource.TransferRoutes;

/** All use cases over a vault in memory, and the routes over them. */
public final class TestVault {

  private static final Argon2Parameters CHEAP = new Argon2Parameters(64, 1, 1);

  /** Where the primary is, as a standby knows it. */
  public static final String PRIMARY = "https://primary.example:7272";

  public final InMemoryDatabase database;
  public final Node node;
  public final AuditTrail trail;
  public final SignIn signIn;
  public final FirstAdmin firstAdmin;
  public final SettingsAdministration settings;
  public final List<Object> routes;

  /** What the routes run, and what runs no route has. */
  public final List<Object> useCases;

  public final Transactions transactions;
  public final VaultFixture store;
  public final InMemoryAuditEvents events;

  /** What the node knows of the others. */
  public final AtomicReference<HaStatus> haStatus = new AtomicReference<>();

  public final HaStatusSource ha = haStatus::get;

  /** The address of a living primary, as a standby sees it. */
  private final AtomicReference<Optional<String>> livingPrimary =
      new AtomicReference<>(Optional.empty());

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Stamps stamps;
  private final Keyring keyring;
  private final SecretCipher cipher;
  private final TokenFactory tokens;
  public final InMemoryApiTokens apiTokens;
  private final CurrentSettings current;
  public final DrillCanary drillCanary;
  public final FireDrill drill;
  public final DrillRecords drillRecords;

  /** What drills told. */
  public final List<HaProof> drilled = new ArrayList<>();

  /** How old the data are for a drill. */
  public final AtomicReference<DataAge> dataAge = new AtomicReference<>(DataAge.PRIMARY);

  private Reveals reveals;
  private boolean always;

  public TestVault() {
    this(Clock.systemUTC());
  }

  public TestVault(Clock clock) {
    this(clock, Kept.empty(), new Node(new NodeId("test"), NodeRole.PRIMARY, ""));
  }

  /** What two nodes share: the replicated data and the keys. */
  private record Kept(
      InMemoryDatabase database,
      VaultFixture store,
      InMemoryApiTokens apiTokens,
      InMemoryAuditEvents events,
      Keyring keyring) {
    static Kept empty() {
      InMemoryDatabase database = InMemoryDatabase.create();
      return new Kept(
          database,
          InMemoryVault.over(InMemoryTransactions.primary(database)),
          new InMemoryApiTokens(),
          new InMemoryAuditEvents(),
          Keyring.create(new SecureRandom()));
    }
  }

  /** A standby whose data are those of this vault, all the time. */
  public TestVault standby() {
    return new TestVault(
        clock,
        new Kept(database, store, apiTokens, events, keyring),
        new Node(new NodeId("test-standby"), NodeRole.STANDBY, PRIMARY));
  }

  private TestVault(Clock clock, Kept kept, Node node) {
    this.clock = clock;
    this.node = node;
    haStatus.set(HaStatus.notConfigured(node, new DatabaseServer("PostgreSQL", "18.6", true)));
    this.database = kept.database();
    this.store = kept.store();
    this.apiTokens = kept.apiTokens();
    this.events = kept.events();
    this.keyring = kept.keyring();
    this.cipher = new SecretCipher(keyring, keyId -> {}, random);
    this.tokens = new TokenFactory(random, keyring.authenticator(Purpose.TOKEN_DIGEST));
    this.transactions = new InMemoryTransactions(database, node);
    this.stamps = new Stamps(new TsidSource(node.acceptsWrites() ? 1 : 2, clock), clock);
    this.current = new CurrentSettings(transactions, store.settings, clock);
    var chainKey = keyring.authenticator(Purpose.AUDIT_CHAIN);
    trail =
        new ChainedAuditTrail(
            new AuditChain(node.id(), events, chainKey), transactions, AuditExport.NONE, clock);
    var work = new AuditedTransactions(transactions, trail);
    var people = new IdentityStore(store.users, store.groups, apiTokens);
    Proofs proofs = proofs();
    SignInState state = state(people);
    signIn = new SignIn(node, work, people, proofs, state);
    firstAdmin = new FirstAdmin(work, people, proofs.passwords(), stamps);
    settings = new SettingsAdministration(work, store.settings, store.users, current);
    var reading =
        new AuditReading(transactions, events, new AuditVerifier(transactions, events, chainKey));
    useCases = new ArrayList<>(List.of(signIn, firstAdmin, settings));
    routes = new ArrayList<>(identityRoutes(work, people, proofs, state));
    routes.addAll(resourceRoutes(work));
    routes.add(new AuditRoutes(reading, trail));
    drillCanary = used(canary(work, people, proofs));
    drillRecords = new DrillRecords(node.id(), transactions, events, trail);
    drill = used(fireDrill(work, people, proofs));
    routes.add(new HaRoutes(ha, drill));
  }

  private DrillCanary canary(AuditedTransactions work, IdentityStore people, Proofs proofs) {
    return new DrillCanary(
        work,
        new DrillUser(people, proofs, stamps),
        store.store,
        new AccountSeals(cipher),
        new DrillCanary.Made(drillSecrets(), stamps));
  }

  private FireDrill fireDrill(AuditedTransactions work, IdentityStore people, Proofs proofs) {
    var way =
        new FireDrill.Way(
            signIn, reveals, new DrillUser(people, proofs, stamps), drillCanary, drillSecrets());
    return new FireDrill(
        node,
        work,
        way,
        new DrillView(ha, now -> dataAge.get().at(now), List::of),
        new FireDrill.Results(drillRecords, drilled::add),
        stamps);
  }

  /** What a fire drill uses, made as {@link DrillSecrets} does. */
  public String drillCode(String what) {
    byte[] code =
        keyring.authenticator(Purpose.FIRE_DRILL).mac(what.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
  }

  private DrillSecrets drillSecrets() {
    return new DrillSecrets(keyring.authenticator(Purpose.FIRE_DRILL));
  }

  private List<Object> identityRoutes(
      AuditedTransactions work, IdentityStore people, Proofs proofs, SignInState state) {
    var users = used(new UserAdministration(work, people, proofs, state, stamps));
    return List.of(
        new SessionRoutes(signIn),
        new MeRoutes(used(new OwnAccount(work, people, proofs, state, stamps)), users),
        new UserRoutes(users),
        new GroupRoutes(used(new GroupAdministration(work, people, stamps))),
        new TokenRoutes(
            used(new TokenAdministration(work, people, tokens, state.tokens(), stamps))),
        new DirectoryRoutes(used(new Directory(work, people))));
  }

  private List<Object> resourceRoutes(AuditedTransactions work) {
    var seals = new AccountSeals(cipher);
    var generator = new PasswordGenerator(random);
    var accounts = used(new AccountCatalogue(work, store.store, seals, generator, stamps));
    var policies = used(new PolicyAdministration(work, store.policies(), stamps.ids()));
    var sharing = used(new Sharing(work, store.shares(), store.users, store.groups));
    var here = new ServedFrom(node.id(), age(), clock);
    reveals = used(new Reveals(work, store.accounts(), seals, current, here));
    return List.of(
        new FolderRoutes(used(new FolderAdministration(work, store.store, stamps.ids()))),
        new ResourceRoutes(used(new ResourceCatalogue(work, store.store, stamps))),
        new AccountRoutes(accounts, new NewPasswords(generator, policies)),
        new PasswordRoutes(reveals, accounts),
        new TransferRoutes(
            used(new CsvImport(work, store.store, seals, stamps)),
            used(new CsvExport(work, store.store, seals, current))),
        new ShareRoutes(sharing),
        new AccessRoutes(sharing),
        new PolicyRoutes(policies),
        new SettingsRoutes(settings),
        new GeneratorRoutes(generator, policies));
  }

  /** Where people come in; on a standby for emergencies unless it serves always. */
  public EmergencyAccess access() {
    return new EmergencyAccess(always, livingPrimary::get);
  }

  /** As {@code standby.access = always}. */
  public TestVault always() {
    always = true;
    return this;
  }

  /** From now on a primary is alive, or none is. */
  public void primaryLives(boolean now) {
    livingPrimary.set(now ? Optional.of(PRIMARY) : Optional.empty());
  }

  /** What this node put on record. */
  public List<AuditEvent> recorded() {
    return transactions.read(tx -> events.chain(tx, node.id(), 0, 1_000));
  }

  /** A standby's data are those of three seconds ago. */
  private DataAge age() {
    return node.acceptsWrites() ? DataAge.PRIMARY : now -> new DataAge.Age(now.minusSeconds(3), 3);
  }

  private <T> T used(T useCase) {
    useCases.add(useCase);
    return useCase;
  }

  private Proofs proofs() {
    var rules =
        new UserPasswordRules(() -> current.get().minUserPassword(), new PasswordStrength()::score);
    var passwords = new UserPasswords(new PasswordHasher(2, CHEAP, random), cipher, rules, random);
    return new Proofs(
        passwords, new TotpCodes(cipher, random, clock), () -> current.get().secondFactor());
  }

  private SignInState state(IdentityStore people) {
    return new SignInState(
        new Sessions(SignInRules.STANDARD, tokens, clock),
        new KnownTokens(transactions, people.tokens(), tokens, clock),
        new KnownUsers(transactions, people.users(), clock),
        new LockOuts(clock),
        new SignInRateLimit(SignInRules.STANDARD, clock));
  }
}
