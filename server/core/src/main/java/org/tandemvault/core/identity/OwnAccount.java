package org.tandemvault.core.identity;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.Stamps;
import org.tandemvault.core.shared.TooManyAttemptsException;
import org.tandemvault.crypto.Secret;

/**
 * What people do with their own user. Thread-safe.
 *
 * <p>Wrong passwords and codes count as failed sign-ins of the name, so a stolen session can't be
 * used to guess them.
 */
public final class OwnAccount {

  private final AuditedTransactions work;
  private final IdentityStore store;
  private final Proofs proofs;
  private final SignInState state;
  private final Stamps stamps;
  private final AwaitedKeys awaited;

  public OwnAccount(
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
    this.awaited = new AwaitedKeys(stamps.clock());
  }

  private record Self(User user, Credentials credentials) {}

  /** The caller's user. */
  public User me(Caller caller) {
    if (!caller.has(Scope.READ)) {
      throw new ForbiddenException("This token lacks the scope 'read'.");
    }
    return work.read(tx -> self(tx, caller)).user();
  }

  /**
   * Changes the caller's password; other sessions of theirs end.
   *
   * @throws org.tandemvault.core.shared.InvalidException with a violation on current or next
   */
  public void changePassword(Caller caller, Secret current, Secret next) {
    work.demandWrites();
    caller.requirePerson();
    Self before = prove(caller, current, "current", AuditAction.OWN_PASSWORD_CHANGE);
    checkNext(before.user(), current, next);
    long version = before.credentials().passwordVersion() + 1;
    byte[] sealed = proofs.passwords().seal(caller.id(), version, next);
    AuditEntry entry = caller.did(AuditAction.OWN_PASSWORD_CHANGE, before.user().target());
    work.write(
        tx -> {
          Self now = unchanged(tx, caller, before);
          save(
              tx,
              now.user().withPassword(false, stamps.now()),
              now.credentials().withPassword(sealed));
          work.record(tx, entry);
          return true;
        });
    state.sessions().keepOnly(caller.id(), caller.credential(), version);
    state.users().forget();
  }

  /**
   * Makes a TOTP key that counts once {@link #confirmTotp} saw a code of it.
   *
   * @param code of the present second factor, if there is one, which the new one replaces
   */
  public TotpEnrolment startTotp(Caller caller, Secret password, Optional<String> code) {
    requireForSecondFactor(caller);
    Self before = prove(caller, password, "password", AuditAction.SECOND_FACTOR_ENROL);
    if (before.credentials().needsCode()) {
      String present =
          code.orElseThrow(
              () ->
                  new ConflictException(
                      "second-factor-present",
                      "There is a second factor already; send a code of it to replace it."));
      useCode(caller, before, present, AuditAction.SECOND_FACTOR_ENROL);
    }
    TotpCodes.NewKey key = proofs.totp().create(before.user());
    awaited.put(caller, key.sealed());
    return key.shown();
  }

  /** Confirms the enrolment by a code; other sessions of the caller end. */
  public void confirmTotp(Caller caller, String code) {
    requireForSecondFactor(caller);
    Self before = work.read(tx -> self(tx, caller));
    byte[] key =
        awaited
            .of(caller)
            .orElseThrow(
                () ->
                    new ConflictException(
                        "no-second-factor", "Start the enrolment of a second factor first."));
    OptionalLong step = guarded(before, () -> proofs.totp().first(caller.id(), key, code));
    if (step.isEmpty()) {
      refuse(caller, before, AuditAction.SECOND_FACTOR_ENROL, "wrong code");
      throw InvalidException.of("code", "is wrong; check the clock of your device");
    }
    String how = before.credentials().needsCode() ? "replaced" : "";
    AuditEntry entry =
        caller.entry(AuditAction.SECOND_FACTOR_ENROL, before.user().target(), Outcome.OK, how);
    changeSecondFactor(
        caller, before, c -> c.withTotp(key).withTotpConfirmed(step.getAsLong()), entry);
    proofs.totp().begin(caller.id(), step.getAsLong());
    awaited.remove(caller);
  }

  /**
   * Removes the second factor; other sessions of the caller end.
   *
   * @param code of it
   * @throws ConflictException {@code second-factor-demanded}: then it can only be replaced
   */
  public void removeTotp(Caller caller, Secret password, Optional<String> code) {
    requireForSecondFactor(caller);
    Self before = prove(caller, password, "password", AuditAction.SECOND_FACTOR_REMOVE);
    if (!before.credentials().needsCode()) {
      throw new ConflictException("no-second-factor", "There is no second factor to remove.");
    }
    if (proofs.demand().get().covers(before.user().roles())) {
      throw new ConflictException(
          "second-factor-demanded",
          "Your administrator demands a second factor of you: it can be replaced, not removed.");
    }
    String present = code.orElseThrow(() -> InvalidException.of("code", "must be given"));
    useCode(caller, before, present, AuditAction.SECOND_FACTOR_REMOVE);
    AuditEntry entry = caller.did(AuditAction.SECOND_FACTOR_REMOVE, before.user().target());
    changeSecondFactor(caller, before, Credentials::withoutTotp, entry);
  }

  /** True if a second factor is demanded of the caller. */
  public boolean needsSecondFactor(Caller caller) {
    return proofs.demand().get().covers(caller.roles());
  }

  private void changeSecondFactor(
      Caller caller, Self before, UnaryOperator<Credentials> change, AuditEntry entry) {
    long version =
        work.write(
            tx -> {
              Self now = unchanged(tx, caller, before);
              Credentials next = proofs.passwords().renewed(change.apply(now.credentials()));
              save(tx, now.user().withSecondFactor(next.needsCode(), stamps.now()), next);
              work.record(tx, entry);
              return next.passwordVersion();
            });
    state.sessions().keepOnly(caller.id(), caller.credential(), version);
    state.users().forget();
  }

  private void requireForSecondFactor(Caller caller) {
    work.demandWrites();
    caller.requireBeforeSecondFactor(Scope.WRITE);
    caller.requirePerson();
  }

  /** Takes a code of the present second factor, which then is used. */
  private void useCode(Caller caller, Self self, String code, AuditAction action) {
    OptionalLong step = guarded(self, () -> proofs.totp().use(self.credentials(), code));
    boolean taken =
        step.isPresent()
            && work.write(tx -> store.users().advanceTotpStep(tx, caller.id(), step.getAsLong()));
    if (!taken) {
      refuse(caller, self, action, "wrong code");
      throw InvalidException.of("code", "is wrong or was used; wait for the next one");
    }
  }

  private Self prove(Caller caller, Secret password, String field, AuditAction action) {
    Self self = work.read(tx -> self(tx, caller));
    boolean right =
        guarded(
                self,
                () ->
                    proofs.passwords().verify(self.credentials(), password).matches()
                        ? OptionalLong.of(0)
                        : OptionalLong.empty())
            .isPresent();
    if (!right) {
      refuse(caller, self, action, "wrong password");
      throw InvalidException.of(field, "is wrong");
    }
    return self;
  }

  /** Runs a check that must not be tried without end; empty means failed. */
  private OptionalLong guarded(Self self, Supplier<OptionalLong> check) {
    String name = self.user().name();
    Optional<LockOuts.Try> begun = state.lockOuts().begin(name);
    LockOuts.Try running =
        begun.orElseThrow(() -> new TooManyAttemptsException(state.lockOuts().remaining(name)));
    OptionalLong result;
    try {
      result = check.get();
    } catch (RuntimeException | Error broken) {
      running.withdrawn();
      throw broken;
    }
    if (result.isPresent()) {
      running.withdrawn();
    } else {
      running.failed();
    }
    return result;
  }

  private void refuse(Caller caller, Self self, AuditAction action, String why) {
    work.recordDurably(caller.entry(action, self.user().target(), Outcome.REFUSED, why));
  }

  private void checkNext(User user, Secret current, Secret next) {
    FieldRules rules = new FieldRules();
    rules.rule(!next.sameAs(current), "next", "must differ from the current password");
    proofs.passwords().check(rules, "next", next, user.name());
    rules.check();
  }

  private Self self(ReadSession tx, Caller caller) {
    User user =
        store
            .users()
            .find(tx, caller.id())
            .filter(User::enabled)
            .orElseThrow(() -> NotFoundException.of("user", caller.id()));
    Credentials credentials =
        store
            .users()
            .credentials(tx, caller.id())
            .orElseThrow(() -> NotFoundException.of("user", caller.id()));
    return new Self(user, credentials);
  }

  /** The caller's user as it is now; what was proven must still be what is stored. */
  private Self unchanged(ReadSession tx, Caller caller, Self proven) {
    Self now = self(tx, caller);
    if (now.user().version() != proven.user().version()) {
      throw new StaleVersionException("User " + caller.id() + " was changed meanwhile; try again.");
    }
    return now;
  }

  private void save(WriteSession tx, User user, Credentials credentials) {
    store.users().update(tx, user);
    store.users().saveCredentials(tx, credentials);
  }
}
