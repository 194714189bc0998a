package org.tandemvault.web.ui;

import java.lang.reflect.Constructor;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Directory;
import org.tandemvault.core.identity.GroupAdministration;
import org.tandemvault.core.identity.IdentityStore;
import org.tandemvault.core.identity.InMemoryApiTokens;
import org.tandemvault.core.identity.KnownTokens;
import org.tandemvault.core.identity.KnownUsers;
import org.tandemvault.core.identity.LockOuts;
import org.tandemvault.core.identity.OwnAccount;
import org.tandemvault.core.identity.Proofs;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.Scope;
import org.tandemvault.core.identity.Sessions;
import org.tandemvault.core.identity.SignIn;
import org.tandemvault.core.identity.SignInRateLimit;
import org.tandemvault.core.identity.SignInResult;
import org.tandemvault.core.identity.SignInRules;
import org.tandemvault.core.identity.SignInState;
import org.tandemvault.core.identity.TokenAdministration;
import org.tandemvault.core.identity.TotpCodes;
import org.tandemvault.core.identity.User;
import org.tandemvault.core.identity.UserAdministration;
import org.tandemvault.core.identity.UserFields;
import org.tandemvault.core.identity.UserPasswordRules;
import org.tandemvault.core.identity.UserPasswords;
import org.tandemvault.core.node.BackupStatus;
import org.tandemvault.core.node.BackupStatusSource;
import org.tandemvault.core.node.HaStatusSource;
import org.tandemvault.core.node.HaTest;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.core.policy.PasswordGenerator;
import org.tandemvault.core.policy.PasswordStrength;
import org.tandemvault.core.resource.VaultRig;
import org.tandemvault.core.shared.Stamps;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.crypto.Argon2Parameters;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.PasswordHasher;
import org.tandemvault.crypto.Purpose;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.SecretCipher;
import org.tandemvault.crypto.TokenFactory;
import org.tandemvault.web.ui.part.UiTasks;
import org.tandemvault.web.ui.session.BrowserConnection;

/** The real use cases over a vault in memory, and the pages made of them. */
public final class House {

  /** Everybody's own password. */
  public static final String PASSWORD = "quiet-Harbour-42";

  public final VaultRig rig;
  public final ManualTasks tasks;

  /** What the nodes know of each other. */
  public final FakeHa ha;

  public final FakeConnection browser = new FakeConnection();
  public final SignIn signIn;
  public final UserAdministration users;
  public final GroupAdministration groups;
  public final OwnAccount own;
  private final Map<Class<?>, Object> beans = new HashMap<>();

  private final Kept kept;

  /** What a primary and its standby share besides the vault. */
  private record Kept(IdentityStore store, Keyring keyring) {}

  /** A primary. */
  public House() {
    this(new VaultRig(), FakeHa.primary(), Optional.empty());
  }

  /** A standby of this primary, for emergencies unless it is made to serve always. */
  public House standby() {
    FakeHa seen = FakeHa.standby(rig.clock);
    return new House(rig.standby(seen::age), seen, Optional.of(kept));
  }

  private House(VaultRig rig, FakeHa ha, Optional<Kept> shared) {
    this.rig = rig;
    this.ha = ha;
    this.tasks = new ManualTasks(rig.clock);
    var random = new SecureRandom();
    this.kept =
        shared.orElseGet(
            () ->
                new Kept(
                    new IdentityStore(rig.vault.users, rig.vault.groups, new InMemoryApiTokens()),
                    Keyring.create(random)));
    Transactions gate = rig.gate;
    var work = new AuditedTransactions(gate, rig.trail);
    IdentityStore store = kept.store();
    Keyring keyring = kept.keyring();
    var cipher = new SecretCipher(keyring, keyId -> {}, random);
    var tokenFactory = new TokenFactory(random, keyring.authenticator(Purpose.TOKEN_DIGEST));
    var hasher = new PasswordHasher(2, new Argon2Parameters(8, 1, 1), random);
    var rules =
        new UserPasswordRules(
            () -> rig.settings.get().minUserPassword(), new PasswordStrength()::score);
    var proofs =
        new Proofs(
            new UserPasswords(hasher, cipher, rules, random),
            new TotpCodes(cipher, random, rig.clock),
            () -> rig.settings.get().secondFactor());
    var knownTokens = new KnownTokens(gate, store.tokens(), tokenFactory, rig.clock);
    var state =
        new SignInState(
            new Sessions(SignInRules.STANDARD, tokenFactory, rig.clock),
            knownTokens,
            new KnownUsers(gate, store.users(), rig.clock),
            new LockOuts(rig.clock),
            new SignInRateLimit(SignInRules.STANDARD, rig.clock));
    var stamps = new Stamps(rig.vault.stamps.ids(), rig.clock);
    Node node = ha.node();
    this.signIn = new SignIn(node, work, store, proofs, state);
    this.own = new OwnAccount(work, store, proofs, state, stamps);
    this.users = new UserAdministration(work, store, proofs, state, stamps);
    this.groups = new GroupAdministration(work, store, stamps);
    put(node, signIn, own, users, groups, new Directory(work, store));
    put(new TokenAdministration(work, store, tokenFactory, knownTokens, stamps));
    put(rig.sharing, rig.folders, rig.resources, rig.accounts, rig.reveals, rig.imports);
    put(rig.exports, rig.policies, rig.settingsAdministration);
    put(new PasswordGenerator(random), new PasswordStrength());
    beans.put(UiTasks.class, tasks);
    beans.put(BrowserConnection.class, browser);
    beans.put(HaStatusSource.class, (HaStatusSource) ha::status);
    beans.put(HaTest.class, (HaTest) ha::test);
    beans.put(BackupStatusSource.class, (BackupStatusSource) () -> BackupStatus.NONE);
    put(ha.access());
  }

  private void put(Object... made) {
    for (Object bean : made) {
      beans.put(bean.getClass(), bean);
    }
  }

  /** Somebody with these roles whose password is {@link #PASSWORD}, to act for tests. */
  public Caller person(String name, Role... roles) {
    newcomer(name, roles);
    Caller fresh = caller(name, "first-" + PASSWORD);
    try (Secret first = Secret.ofUtf8("first-" + PASSWORD);
        Secret next = Secret.ofUtf8(PASSWORD)) {
      own.changePassword(fresh, first, next);
    }
    return caller(name, PASSWORD);
  }

  /** Somebody who must change their password, {@code first-} and {@link #PASSWORD}. */
  public User newcomer(String name, Role... roles) {
    Caller admin =
        new Caller(new UserId(1), "setup", Set.of(Role.ADMIN), Scope.all(), false, "127.0.0.1");
    var fields = new UserFields(name, name + " of the team", "", Set.of(roles), true);
    try (Secret first = Secret.ofUtf8("first-" + PASSWORD)) {
      return users.create(admin, fields, Optional.of(first)).user();
    }
  }

  private Caller caller(String name, String password) {
    try (Secret secret = Secret.ofUtf8(password)) {
      var result = signIn.signIn(name, secret, Optional.empty(), "127.0.0.1");
      return ((SignInResult.SignedIn) result).caller();
    }
  }

  /** A bean, made by its one constructor of others. */
  public <T> T make(Class<T> type) {
    Object known = beans.get(type);
    if (known != null) {
      return type.cast(known);
    }
    List<Constructor<?>> ways =
        Arrays.stream(type.getDeclaredConstructors())
            .filter(c -> c.getParameterCount() > 0)
            .toList();
    Constructor<?> way = ways.isEmpty() ? type.getDeclaredConstructors()[0] : ways.getFirst();
    Object[] parts = Arrays.stream(way.getParameterTypes()).map(this::make).toArray();
    try {
      way.setAccessible(true);
      return type.cast(way.newInstance(parts));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't make " + type, e);
    }
  }
}
