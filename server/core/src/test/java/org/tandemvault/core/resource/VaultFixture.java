package org.tandemvault.core.resource;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.access.Share;
import org.tandemvault.core.access.ShareTarget;
import org.tandemvault.core.access.Shares;
import org.tandemvault.core.identity.Credentials;
import org.tandemvault.core.identity.Group;
import org.tandemvault.core.identity.Groups;
import org.tandemvault.core.identity.Principal;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.User;
import org.tandemvault.core.identity.Users;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.policy.PasswordPolicy;
import org.tandemvault.core.policy.Policies;
import org.tandemvault.core.policy.SettingsStore;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.GroupId;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.Stamps;
import org.tandemvault.core.shared.TsidSource;
import org.tandemvault.core.shared.UserId;

/** All ports over one store, with short ways to fill it. For contract tests and use-case tests. */
public final class VaultFixture {

  public final Transactions transactions;
  public final Users users;
  public final Groups groups;
  public final ResourceStore store;
  public final SettingsStore settings;
  public final Stamps stamps = new Stamps(new TsidSource(1, Clock.systemUTC()), Clock.systemUTC());

  public VaultFixture(
      Transactions transactions,
      Users users,
      Groups groups,
      ResourceStore store,
      SettingsStore settings) {
    this.transactions = transactions;
    this.users = users;
    this.groups = groups;
    this.store = store;
    this.settings = settings;
  }

  public Folders folders() {
    return store.folders();
  }

  public Resources resources() {
    return store.resources();
  }

  public Accounts accounts() {
    return store.accounts();
  }

  public Shares shares() {
    return store.shares();
  }

  public Policies policies() {
    return store.policies();
  }

  public <T> T read(Function<ReadSession, T> work) {
    return transactions.read(work);
  }

  public <T> Optional<T> found(Function<ReadSession, Optional<T>> query) {
    return transactions.read(query);
  }

  public <T> List<T> listed(Function<ReadSession, List<T>> query) {
    return transactions.read(query);
  }

  public void write(Consumer<WriteSession> work) {
    transactions.write(
        tx -> {
          work.accept(tx);
          return true;
        });
  }

  /** An enabled user with the role USER. */
  public UserId user(String name) {
    return user(name, true);
  }

  public UserId user(String name, boolean enabled) {
    var id = new UserId(stamps.nextId());
    Instant now = stamps.now();
    var user = new User(id, name, name, "", Set.of(Role.USER), enabled, false, false, now, now, 1);
    var credentials = new Credentials(id, 1, sealed("hash of " + name), Optional.empty(), false, 0);
    write(tx -> users.insert(tx, user, credentials));
    return id;
  }

  public GroupId group(String name, Principal... members) {
    var id = new GroupId(stamps.nextId());
    write(tx -> groups.insert(tx, new Group(id, name, "", List.of(members), 1)));
    return id;
  }

  /** A folder at the top. */
  public FolderId folder(String name) {
    return insert(new Folder(new FolderId(stamps.nextId()), name, Optional.empty(), 1));
  }

  public FolderId folder(String name, FolderId parent) {
    return insert(new Folder(new FolderId(stamps.nextId()), name, Optional.of(parent), 1));
  }

  public FolderId insert(Folder folder) {
    write(tx -> folders().insert(tx, folder));
    return folder.id();
  }

  /** A resource at the top. */
  public ResourceId resource(String name) {
    return insert(newResource(name, Optional.empty()));
  }

  public ResourceId resource(String name, FolderId folder) {
    return insert(newResource(name, Optional.of(folder)));
  }

  public ResourceId insert(Resource resource) {
    write(tx -> resources().insertAll(tx, List.of(resource)));
    return resource.id();
  }

  public Resource newResource(String name, Optional<FolderId> folder) {
    Instant now = stamps.now();
    return new Resource(
        new ResourceId(stamps.nextId()), name, "linux", "", "", folder, Map.of(), now, now, 1);
  }

  public AccountId account(ResourceId resource, String login) {
    return account(resource, login, Optional.empty());
  }

  public AccountId account(ResourceId resource, String login, Optional<PolicyId> policy) {
    Account account = newAccount(resource, login, policy);
    write(tx -> accounts().insertAll(tx, List.of(account), List.of(firstPassword(account))));
    return account.id();
  }

  public Account newAccount(ResourceId resource, String login, Optional<PolicyId> policy) {
    var id = new AccountId(stamps.nextId());
    return new Account(
        id,
        resource,
        login,
        sealed("notes of " + login),
        1,
        stamps.now(),
        Optional.empty(),
        policy,
        1);
  }

  public SealedPassword firstPassword(Account account) {
    return password(account.id(), 1);
  }

  public SealedPassword password(AccountId account, long version) {
    return new SealedPassword(
        account, version, sealed("password " + version), stamps.now(), "anna");
  }

  public PolicyId policy(String name, boolean requireReason) {
    var id = new PolicyId(stamps.nextId());
    var policy = new PasswordPolicy(id, name, 8, true, true, true, false, 90, requireReason, 1);
    write(tx -> policies().insert(tx, policy));
    return id;
  }

  /** Adds one share to those of the target. */
  public void share(ShareTarget target, Principal with, Right right) {
    write(
        tx -> {
          var all = new java.util.ArrayList<>(shares().of(tx, target));
          all.removeIf(share -> share.principal().equals(with));
          all.add(new Share(with, right));
          shares().replace(tx, target, all);
        });
  }

  public void share(FolderId folder, UserId with, Right right) {
    share(on(folder), of(with), right);
  }

  public void share(ResourceId resource, UserId with, Right right) {
    share(on(resource), of(with), right);
  }

  public void share(AccountId account, UserId with, Right right) {
    share(on(account), of(with), right);
  }

  public static ShareTarget on(FolderId id) {
    return new ShareTarget.OfFolder(id);
  }

  public static ShareTarget on(ResourceId id) {
    return new ShareTarget.OfResource(id);
  }

  public static ShareTarget on(AccountId id) {
    return new ShareTarget.OfAccount(id);
  }

  public static Principal of(UserId id) {
    return new Principal.OfUser(id);
  }

  public static Principal of(GroupId id) {
    return new Principal.OfGroup(id);
  }

  /** Bytes that stand for a sealed value, every byte value among them. */
  public static byte[] sealed(String text) {
    byte[] start = text.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = java.util.Arrays.copyOf(start, start.length + 256);
    for (int i = 0; i < 256; i++) {
      bytes[start.length + i] = (byte) i;
    }
    return bytes;
  }

  /** Later than now by some days, as databases hold it. */
  public static Instant inDays(int days) {
    return Instant.now().plus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MICROS);
  }
}
