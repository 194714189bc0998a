package org.tandemvault.core.identity;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.identity.AuditedTransactions.Attempt;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.Stamps;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.crypto.Secret;

/** What admins do with users. Reading is open to admin, password-admin and auditor. Thread-safe. */
public final class UserAdministration {

  private final AuditedTransactions work;
  private final IdentityStore store;
  private final Proofs proofs;
  private final SignInState state;
  private final Stamps stamps;

  /** So that two admins who disable each other at once don't leave the vault without one. */
  private final ReentrantLock oneAtATime = new ReentrantLock();

  public UserAdministration(
      AuditedTransactions work,
      IdentityStore store,
      Proofs proofs,
      SignInState state,
      Stamps stamps) {
    this.work = work;
    this.store = store;
    this.proofs = proofs;
    this.state = state;
    this.stamps = stamps;
  }

  /** By name; {@code q} is the start of a name or display name. */
  public Page<User> list(Caller caller, String q, PageRequest page) {
    Attempt attempt = Attempt.of(caller, AuditAction.ACCESS_REFUSED);
    return work.read(attempt, UserAdministration::mayRead, tx -> store.users().page(tx, q, page));
  }

  public User get(Caller caller, UserId id) {
    Attempt attempt = Attempt.on(caller, AuditAction.ACCESS_REFUSED, "user", id);
    return work.read(attempt, UserAdministration::mayRead, tx -> find(tx, id));
  }

  /** True while sign-in of this name is locked on this node. */
  public boolean locked(User user) {
    return state.lockOuts().isLocked(user.name());
  }

  /** A new user, who must change the password at the first sign-in. */
  public CreatedUser create(Caller caller, UserFields fields, Optional<Secret> password) {
    Attempt attempt = Attempt.of(caller, AuditAction.USER_CREATE);
    work.permitWrite(attempt, UserAdministration::mayEdit);
    FieldRules rules = UserRules.check(fields);
    password.ifPresent(p -> proofs.passwords().check(rules, "password", p, fields.name()));
    rules.check();
    Optional<Secret> made =
        password.isPresent() ? Optional.empty() : Optional.of(proofs.passwords().random());
    return closingOnFailure(
        made,
        () -> {
          User user = NewUser.of(fields, stamps);
          byte[] sealed =
              proofs.passwords().seal(user.id(), 1, password.or(() -> made).orElseThrow());
          work.write(
              tx -> {
                store.users().insert(tx, user, Credentials.first(user.id(), sealed));
                work.record(
                    tx,
                    caller.entry(
                        AuditAction.USER_CREATE, user.target(), Outcome.OK, UserChanges.of(user)));
                return true;
              });
          return new CreatedUser(user, made);
        });
  }

  /** Replaces the editable fields. The last enabled admin can't lose the role. */
  public User update(Caller caller, UserId id, UserFields fields, long expectedVersion) {
    Attempt attempt = Attempt.on(caller, AuditAction.USER_UPDATE, "user", id);
    work.permitWrite(attempt, UserAdministration::mayEdit);
    UserRules.check(fields).check();
    User after =
        alone(
            tx -> {
              User before = find(tx, id);
              requireVersion(before, OptionalLong.of(expectedVersion));
              if (!before.name().equals(fields.name())) {
                new FieldRules().broken("name", "can't be changed").check();
              }
              return replace(tx, caller, before, before.with(fields, stamps.now()));
            });
    forget(after);
    return after;
  }

  /**
   * Disables; ends sessions and tokens.
   *
   * @param expectedVersion empty = whatever it is
   */
  public void disable(Caller caller, UserId id, OptionalLong expectedVersion) {
    Attempt attempt = Attempt.on(caller, AuditAction.USER_DISABLE, "user", id);
    work.permitWrite(attempt, UserAdministration::mayEdit);
    User after =
        alone(
            tx -> {
              User before = find(tx, id);
              requireVersion(before, expectedVersion);
              return before.enabled()
                  ? replace(tx, caller, before, before.disabled(stamps.now()))
                  : before;
            });
    forget(after);
  }

  /** A new first password, shown once; the receiver closes it. Sessions of the user end. */
  public Secret resetPassword(Caller caller, UserId id) {
    work.demandWrites();
    Attempt attempt = Attempt.on(caller, AuditAction.USER_PASSWORD_RESET, "user", id);
    Credentials before = work.read(attempt, UserAdministration::mayEdit, tx -> credentials(tx, id));
    Secret made = proofs.passwords().random();
    return closingOnFailure(
        Optional.of(made),
        () -> {
          byte[] sealed = proofs.passwords().seal(id, before.passwordVersion() + 1, made);
          User user = work.write(tx -> reset(tx, caller, before, sealed));
          state.sessions().endAll(id);
          state.lockOuts().clear(user.name());
          state.users().forget();
          return made;
        });
  }

  /** Forgets failed sign-ins on this node; a standby takes it too. */
  public void unlock(Caller caller, UserId id) {
    Attempt attempt = Attempt.on(caller, AuditAction.USER_UNLOCK, "user", id);
    User user = work.read(attempt, UserAdministration::mayEdit, tx -> find(tx, id));
    work.recordDurably(caller.did(AuditAction.USER_UNLOCK, user.target()));
    state.lockOuts().clear(user.name());
  }

  /**
   * For somebody who lost their device; their sessions end.
   *
   * @throws ConflictException {@code own-second-factor}: one's own takes a code
   */
  public void removeSecondFactor(Caller caller, UserId id) {
    Attempt attempt = Attempt.on(caller, AuditAction.SECOND_FACTOR_REMOVE, "user", id);
    boolean removed =
        work.write(attempt, UserAdministration::mayEdit, tx -> withoutSecondFactor(tx, caller, id));
    if (removed) {
      state.sessions().endAll(id);
      state.users().forget();
    }
  }

  private boolean withoutSecondFactor(WriteSession tx, Caller caller, UserId id) {
    User before = find(tx, id);
    Credentials proof = credentials(tx, id);
    if (proof.sealedTotp().isEmpty()) {
      return false;
    }
    if (caller.id().equals(id)) {
      throw new ConflictException(
          "own-second-factor",
          "Your own second factor is removed or replaced in your profile, by a code of it.");
    }
    store.users().update(tx, before.withSecondFactor(false, stamps.now()));
    store.users().saveCredentials(tx, proofs.passwords().renewed(proof.withoutTotp()));
    work.record(tx, caller.did(AuditAction.SECOND_FACTOR_REMOVE, before.target()));
    return true;
  }

  private static void mayRead(Caller caller) {
    caller.require(Scope.READ, Role.ADMIN, Role.PASSWORD_ADMIN, Role.AUDITOR);
  }

  private static void mayEdit(Caller caller) {
    caller.require(Scope.ADMIN, Role.ADMIN);
  }

  private <T> T alone(Function<WriteSession, T> change) {
    oneAtATime.lock();
    try {
      return work.write(change);
    } finally {
      oneAtATime.unlock();
    }
  }

  private User replace(WriteSession tx, Caller caller, User before, User after) {
    boolean isAdmin = after.enabled() && after.roles().contains(Role.ADMIN);
    boolean wasAdmin = before.enabled() && before.roles().contains(Role.ADMIN);
    if (wasAdmin && !isAdmin && store.users().countEnabled(tx, Role.ADMIN) <= 1) {
      throw new ConflictException(
          "last-admin",
          "User " + before.id() + " is the last enabled admin; make another one first.");
    }
    store.users().update(tx, after);
    boolean disables = before.enabled() && !after.enabled();
    if (disables) {
      store.tokens().deleteAllOf(tx, after.id());
    }
    AuditAction action = disables ? AuditAction.USER_DISABLE : AuditAction.USER_UPDATE;
    String changed = UserChanges.between(before, after);
    work.record(tx, caller.entry(action, after.target(), Outcome.OK, changed));
    return after;
  }

  private User reset(WriteSession tx, Caller caller, Credentials before, byte[] sealed) {
    User user = find(tx, before.user());
    Credentials now = credentials(tx, before.user());
    if (now.passwordVersion() != before.passwordVersion()) {
      throw stale(user);
    }
    store.users().update(tx, user.withPassword(true, stamps.now()));
    store.users().saveCredentials(tx, now.withPassword(sealed));
    work.record(tx, caller.did(AuditAction.USER_PASSWORD_RESET, user.target()));
    return user;
  }

  private void forget(User after) {
    if (!after.enabled()) {
      state.sessions().endAll(after.id());
      state.tokens().forget();
    }
    state.users().forget();
  }

  private User find(ReadSession tx, UserId id) {
    return store.users().find(tx, id).orElseThrow(() -> NotFoundException.of("user", id));
  }

  private Credentials credentials(ReadSession tx, UserId id) {
    return store.users().credentials(tx, id).orElseThrow(() -> NotFoundException.of("user", id));
  }

  private static void requireVersion(User user, OptionalLong expected) {
    if (expected.isPresent() && expected.getAsLong() != user.version()) {
      throw stale(user);
    }
  }

  private static StaleVersionException stale(User user) {
    return new StaleVersionException(
        "User " + user.id() + " was changed meanwhile; load it again and redo the change.");
  }

  private static <T> T closingOnFailure(Optional<Secret> secret, Supplier<T> change) {
    boolean done = false;
    try {
      T result = change.get();
      done = true;
      return result;
    } finally {
      if (!done) {
        secret.ifPresent(Secret::close);
      }
    }
  }
}
