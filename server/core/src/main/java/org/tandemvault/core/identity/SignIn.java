package org.tandemvault.core.identity;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.identity.SignInResult.Reason;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.Verification;

/**
 * Signs people in. Thread-safe.
 *
 * <p>The same answer, work and lock-out whether the user exists or not: 5 tries, then 30 s doubling
 * to 15 min, per name.
 */
public final class SignIn {

  /** No user has it; asked about so that a name that nobody has costs the same queries. */
  private static final UserId NOBODY = new UserId(0);

  private final Node node;
  private final AuditedTransactions work;
  private final IdentityStore store;
  private final Proofs proofs;
  private final SignInState state;

  public SignIn(
      Node node, AuditedTransactions work, IdentityStore store, Proofs proofs, SignInState state) {
    this.node = node;
    this.work = work;
    this.store = store;
    this.proofs = proofs;
    this.state = state;
  }

  private record Attempt(String name, Secret password, Optional<String> totp, String client) {}

  private record Found(User user, Credentials credentials) {}

  /** What the proofs showed. */
  private sealed interface Judgement {
    record Right(Found found, boolean rehash, OptionalLong step) implements Judgement {}

    record Wrong(String why) implements Judgement {}

    record CodeNeeded() implements Judgement {}
  }

  /**
   * Checks name, password and, where enrolled, the code; opens a session. Its audit event is
   * durable before this returns.
   *
   * @param client the address it came from
   * @throws org.tandemvault.core.shared.TooManyAttemptsException if this client fails too often
   * @throws org.tandemvault.core.shared.UnavailableException if the audit can't be written: then
   *     nobody is signed in
   */
  public SignInResult signIn(String name, Secret password, Optional<String> totp, String client) {
    state.rateLimit().take(client);
    Attempt attempt = new Attempt(name, password, totp, client);
    Optional<LockOuts.Try> running = state.lockOuts().begin(name);
    if (running.isEmpty()) {
      return refused(attempt, Reason.LOCKED, "locked after failed tries");
    }
    return tried(attempt, running.get());
  }

  /**
   * Tells who a session or API token belongs to; empty if it is unknown, over or its user disabled.
   */
  public Optional<Caller> authenticate(Secret bearer, String client) {
    Optional<Sessions.Session> session = state.sessions().use(bearer);
    return session.isPresent()
        ? session.flatMap(s -> bySession(s, client))
        : state.tokens().find(bearer).flatMap(token -> byToken(token, client));
  }

  /** Tells whose session it is as {@link #authenticate} does, but that does not count as use. */
  public Optional<Caller> recognise(Secret session, String client) {
    return state.sessions().see(session).flatMap(s -> bySession(s, client));
  }

  /** Ends the session of this token. */
  public void signOut(Secret token, Caller caller) {
    caller.requirePerson();
    if (state.sessions().end(token)) {
      Target self = new Target("user", caller.id().text(), caller.name());
      work.recordDurably(caller.did(AuditAction.SIGN_OUT, self));
    }
  }

  private SignInResult tried(Attempt attempt, LockOuts.Try running) {
    Judgement judgement;
    Optional<SignInResult> signedIn;
    try {
      judgement = judge(attempt);
      signedIn =
          judgement instanceof Judgement.Right right ? admit(attempt, right) : Optional.empty();
    } catch (RuntimeException | Error broken) {
      running.withdrawn();
      throw broken;
    }
    return signedIn.isPresent()
        ? succeeded(attempt, running, signedIn.get())
        : failed(attempt, running, judgement);
  }

  private SignInResult succeeded(Attempt attempt, LockOuts.Try running, SignInResult signedIn) {
    running.succeeded();
    state.rateLimit().giveBack(attempt.client());
    return signedIn;
  }

  private SignInResult failed(Attempt attempt, LockOuts.Try running, Judgement judgement) {
    return switch (judgement) {
      case Judgement.CodeNeeded needed -> {
        running.withdrawn();
        yield refused(attempt, Reason.SECOND_FACTOR_NEEDED, "second factor needed");
      }
      case Judgement.Wrong wrong -> {
        running.failed();
        yield refused(attempt, Reason.INVALID_CREDENTIALS, wrong.why());
      }
      case Judgement.Right usedMeanwhile -> {
        running.failed();
        yield refused(attempt, Reason.INVALID_CREDENTIALS, "code used before");
      }
    };
  }

  private Judgement judge(Attempt attempt) {
    Optional<Found> found = work.read(tx -> find(tx, attempt.name()));
    if (found.isEmpty()) {
      proofs.passwords().verifyNobody(attempt.password());
      return new Judgement.Wrong("no such user");
    }
    Found known = found.get();
    Verification password = proofs.passwords().verify(known.credentials(), attempt.password());
    if (!password.matches()) {
      return new Judgement.Wrong("wrong password");
    }
    if (!known.user().enabled()) {
      return new Judgement.Wrong("user disabled");
    }
    boolean rehash = password == Verification.MATCH_NEEDS_REHASH;
    return known.credentials().needsCode()
        ? judgeCode(attempt, known, rehash)
        : new Judgement.Right(known, rehash, OptionalLong.empty());
  }

  private Judgement judgeCode(Attempt attempt, Found known, boolean rehash) {
    Optional<String> code = attempt.totp().filter(text -> !text.isBlank());
    if (code.isEmpty()) {
      return new Judgement.CodeNeeded();
    }
    OptionalLong step = proofs.totp().use(known.credentials(), code.get());
    return step.isPresent()
        ? new Judgement.Right(known, rehash, step)
        : new Judgement.Wrong("wrong code");
  }

  private Optional<Found> find(ReadSession tx, String name) {
    String key = FieldRules.key(name);
    // A database may find a name that differs in blanks or accents, which would be another lock.
    Optional<User> user =
        store.users().findByName(tx, name).filter(u -> FieldRules.key(u.name()).equals(key));
    Optional<Credentials> credentials =
        store.users().credentials(tx, user.map(User::id).orElse(NOBODY));
    return user.flatMap(u -> credentials.map(c -> new Found(u, c)));
  }

  /** Empty if the code was used by somebody else in the meantime. */
  private Optional<SignInResult> admit(Attempt attempt, Judgement.Right right) {
    User user = right.found().user();
    AuditEntry entry =
        new AuditEntry(
            user.id().text(),
            user.name(),
            AuditAction.SIGN_IN,
            user.target(),
            Outcome.OK,
            letInWithout(user) ? "without the second factor that is demanded" : "",
            attempt.client());
    boolean leavesSomething = right.rehash() || right.step().isPresent();
    if (node.acceptsWrites() && leavesSomething) {
      if (!recordWithTraces(attempt, right, entry)) {
        return Optional.empty();
      }
    } else {
      work.recordDurably(entry);
    }
    return Optional.of(openSession(right.found(), attempt.client()));
  }

  private boolean recordWithTraces(Attempt attempt, Judgement.Right right, AuditEntry entry) {
    Credentials stored = right.found().credentials();
    Optional<byte[]> stronger =
        right.rehash()
            ? Optional.of(
                proofs
                    .passwords()
                    .seal(stored.user(), stored.passwordVersion(), attempt.password()))
            : Optional.empty();
    return work.write(
        tx -> {
          Users users = store.users();
          if (right.step().isPresent()
              && !users.advanceTotpStep(tx, stored.user(), right.step().getAsLong())) {
            return false;
          }
          stronger.ifPresent(
              hash -> users.replaceHash(tx, stored.user(), stored.passwordVersion(), hash));
          work.record(tx, entry);
          return true;
        });
  }

  private SignInResult openSession(Found found, String client) {
    User user = found.user();
    Sessions.Opened opened =
        state.sessions().open(user.id(), found.credentials().passwordVersion());
    Caller caller = person(user, client, opened.session().credential());
    return new SignInResult.SignedIn(opened.token(), opened.expiresAt(), caller);
  }

  private SignInResult refused(Attempt attempt, Reason reason, String why) {
    String tried = TriedName.of(attempt.name());
    work.recordDurably(
        new AuditEntry(
            "",
            tried,
            AuditAction.SIGN_IN_REFUSED,
            new Target("user", "", tried),
            Outcome.REFUSED,
            why,
            attempt.client()));
    return new SignInResult.Refused(reason);
  }

  private Optional<Caller> bySession(Sessions.Session session, String client) {
    return state
        .users()
        .enabled(session.user())
        .filter(known -> known.passwordVersion() == session.passwordVersion())
        .map(known -> person(known.user(), client, session.credential()));
  }

  private Optional<Caller> byToken(ApiToken token, String client) {
    return state
        .users()
        .enabled(token.owner())
        .map(
            known -> {
              Set<Scope> scopes = EnumSet.noneOf(Scope.class);
              scopes.addAll(token.scopes());
              scopes.retainAll(Scope.allowedTo(known.user().roles()));
              Duty duty = known.user().mustChangePassword() ? Duty.PASSWORD : Duty.NONE;
              return caller(known.user(), scopes, duty, client, new Credential.OfToken(token.id()));
            });
  }

  /** Somebody in a session; the demand for a second factor is made of people, not of tokens. */
  private Caller person(User user, String client, Credential credential) {
    Duty duty = Duty.NONE;
    if (user.mustChangePassword()) {
      duty = Duty.PASSWORD;
    } else if (node.acceptsWrites() && proofs.misses(user)) {
      duty = Duty.SECOND_FACTOR;
    }
    return caller(user, Scope.all(), duty, client, credential);
  }

  /** Where nothing can be stored nobody is kept out for want of what can't be set up there. */
  private boolean letInWithout(User user) {
    return !node.acceptsWrites() && proofs.misses(user);
  }

  private static Caller caller(
      User user, Set<Scope> scopes, Duty duty, String client, Credential credential) {
    return new Caller(user.id(), user.name(), user.roles(), scopes, duty, client, credential);
  }
}
