package org.tandemvault.core.identity;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.AuditEvent;
import org.tandemvault.core.audit.Trail;
import org.tandemvault.core.identity.SignInResult.SignedIn;
import org.tandemvault.core.node.InMemoryDatabase;
import org.tandemvault.core.node.InMemoryTransactions;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.shared.MovableClock;
import org.tandemvault.core.shared.Stamps;
import org.tandemvault.core.shared.TsidSource;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.Purpose;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.SecretCipher;
import org.tandemvault.crypto.TokenFactory;

/** One node with everything about people, over a database in memory and a clock that is moved. */
final class IdentityVault implements AutoCloseable {

  static final String PASSWORD = "correct horse battery";
  static final String CLIENT = "10.0.0.1";
  private static final Keyring KEYRING = Keyring.create(new SecureRandom());

  final InMemoryDatabase database;
  final IdentityStore store;
  final MovableClock clock;
  final CountingChecks checks = new CountingChecks();
  final AtomicReference<SecondFactorDemand> demand =
      new AtomicReference<>(SecondFactorDemand.OPTIONAL);
  final SecretCipher cipher = new SecretCipher(KEYRING, key -> {}, new SecureRandom());
  final Trail trail;
  final AuditedTransactions work;
  final Stamps stamps;
  final Proofs proofs;
  final SignInState state;
  final SignIn signIn;
  final OwnAccount own;
  final UserAdministration users;
  final GroupAdministration groups;
  final TokenAdministration tokens;
  final Directory directory;
  final FirstAdmin firstAdmin;

  private IdentityVault(
      InMemoryDatabase database,
      IdentityStore store,
      MovableClock clock,
      InMemoryTransactions transactions,
      Node node) {
    this.database = database;
    this.store = store;
    this.clock = clock;
    this.trail = Trail.with(database, transactions, clock);
    this.work = new AuditedTransactions(transactions, trail.trail());
    this.stamps = new Stamps(new TsidSource(node.acceptsWrites() ? 1 : 2, clock), clock);
    var random = new SecureRandom();
    var factory = new TokenFactory(random, KEYRING.authenticator(Purpose.TOKEN_DIGEST));
    var rules = new UserPasswordRules(() -> 8, p -> p.length() < 10 ? 0 : 3);
    this.proofs =
        new Proofs(
            new UserPasswords(checks, cipher, rules, random),
            new TotpCodes(cipher, random, clock),
            demand::get);
    this.state =
        new SignInState(
            new Sessions(SignInRules.STANDARD, factory, clock),
            new KnownTokens(transactions, store.tokens(), factory, clock),
            new KnownUsers(transactions, store.users(), clock),
            new LockOuts(clock),
            new SignInRateLimit(SignInRules.STANDARD, clock));
    this.signIn = new SignIn(node, work, store, proofs, state);
    this.own = new OwnAccount(work, store, proofs, state, stamps);
    this.users = new UserAdministration(work, store, proofs, state, stamps);
    this.groups = new GroupAdministration(work, store, stamps);
    this.tokens = new TokenAdministration(work, store, factory, state.tokens(), stamps);
    this.directory = new Directory(work, store);
    this.firstAdmin = new FirstAdmin(work, store, proofs.passwords(), stamps);
  }

  static IdentityVault primary() {
    InMemoryDatabase database = InMemoryDatabase.create();
    return new IdentityVault(
        database,
        InMemoryIdentity.newStore(),
        MovableClock.atNoon(),
        InMemoryTransactions.primary(database),
        new Node(Trail.NODE, NodeRole.PRIMARY, ""));
  }

  /** Another node over the same database. */
  IdentityVault standby() {
    return new IdentityVault(
        database,
        store,
        clock,
        InMemoryTransactions.standby(database),
        new Node(Trail.NODE, NodeRole.STANDBY, "https://primary.example:7272"));
  }

  /** Another primary over the same database. */
  IdentityVault secondPrimary() {
    return new IdentityVault(
        database,
        store,
        clock,
        InMemoryTransactions.primary(database),
        new Node(Trail.NODE, NodeRole.PRIMARY, ""));
  }

  @Override
  public void close() {
    trail.trail().close();
  }

  /** An enabled user with the usual password, which need not be changed. */
  User user(String name, Role... roles) {
    Instant now = stamps.now();
    Set<Role> held = roles.length == 0 ? EnumSet.of(Role.USER) : Set.of(roles);
    User user =
        new User(
            new UserId(stamps.nextId()),
            name,
            name.toUpperCase(Locale.ROOT),
            "",
            held,
            true,
            false,
            false,
            now,
            now,
            1);
    try (Secret password = Secret.ofUtf8(PASSWORD)) {
      byte[] sealed = proofs.passwords().seal(user.id(), 1, password);
      work.write(
          tx -> {
            store.users().insert(tx, user, Credentials.first(user.id(), sealed));
            return true;
          });
    }
    return user;
  }

  SignInResult trySignIn(String name, String password) {
    return trySignIn(name, password, Optional.empty());
  }

  SignInResult trySignIn(String name, String password, Optional<String> code) {
    try (Secret secret = Secret.ofUtf8(password)) {
      return signIn.signIn(name, secret, code, CLIENT);
    }
  }

  SignedIn signedIn(String name) {
    return (SignedIn) trySignIn(name, PASSWORD);
  }

  Optional<Caller> authenticated(Secret bearer) {
    return signIn.authenticate(bearer, CLIENT);
  }

  /** Enrols a second factor; gives its key in base 32. */
  String enrolled(Caller caller) {
    try (Secret password = Secret.ofUtf8(PASSWORD)) {
      TotpEnrolment enrolment = own.startTotp(caller, password, Optional.empty());
      String key = new String(enrolment.key().copyChars());
      own.confirmTotp(caller, Authenticator.code(key, clock.instant()));
      return key;
    }
  }

  User stored(UserId id) {
    Optional<User> found = work.read(tx -> store.users().find(tx, id));
    return found.orElseThrow();
  }

  Credentials credentials(UserId id) {
    Optional<Credentials> found = work.read(tx -> store.users().credentials(tx, id));
    return found.orElseThrow();
  }

  /** What is on record about actions, e.g. {@code sign-in ok}. */
  List<String> recorded() {
    return trail.recorded().stream()
        .map(AuditEvent::entry)
        .map(e -> e.action().word() + " " + e.outcome().word())
        .toList();
  }

  AuditEntry lastRecorded() {
    return trail.recorded().getLast().entry();
  }
}
