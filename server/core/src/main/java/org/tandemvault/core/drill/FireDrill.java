package org.tandemvault.core.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.drill.DrillChecks.Found;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.AuditedTransactions.Attempt;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.DrillUser;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.Scope;
import org.tandemvault.core.identity.SignIn;
import org.tandemvault.core.identity.SignInResult;
import org.tandemvault.core.identity.SignInResult.Refused;
import org.tandemvault.core.identity.SignInResult.SignedIn;
import org.tandemvault.core.identity.User;
import org.tandemvault.core.node.HaProof;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.resource.RevealRequest;
import org.tandemvault.core.resource.Revealed;
import org.tandemvault.core.resource.Reveals;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.Stamps;
import org.tandemvault.core.shared.TooManyAttemptsException;
import org.tandemvault.core.shared.VaultException;
import org.tandemvault.crypto.CryptoException;
import org.tandemvault.crypto.Secret;

/**
 * Proves that people could work on this standby now: the vault's own user signs in with its second
 * factor and reveals the canary, by the same use cases as people; then clocks, certificates and the
 * age of the data are looked at. Nothing is written but this node's own audit. Thread-safe; one
 * drill at a time.
 */
public final class FireDrill {

  private static final String CLIENT = "fire-drill";
  private static final String REMEDY =
      " Start the primary again: it makes what fire drills need anew; if a person changed it there,"
          + " put it right.";
  private static final Duration STEP = Duration.ofSeconds(30);

  private final Node node;
  private final AuditedTransactions work;
  private final Way way;
  private final DrillChecks checks;
  private final DrillRecords records;
  private final Stamps stamps;
  private final Consumer<HaProof> told;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  /** How people get in and at their passwords, and whom and what the drill uses for it. */
  public record Way(
      SignIn signIn, Reveals reveals, DrillUser user, DrillCanary canary, DrillSecrets secrets) {}

  /** Where results go. */
  public record Results(DrillRecords records, Consumer<HaProof> told) {}

  /** A drill of this node. */
  public FireDrill(
      Node node,
      AuditedTransactions work,
      Way way,
      DrillView view,
      Results results,
      Stamps stamps) {
    this.node = node;
    this.work = work;
    this.way = way;
    this.checks = new DrillChecks(view);
    this.records = results.records();
    this.told = results.told();
    this.stamps = stamps;
  }

  /**
   * For an admin who asks for one.
   *
   * @throws ConflictException {@code not-a-standby} on a primary
   * @throws TooManyAttemptsException if the user signed in twice within the last seconds
   */
  public HaProof run(Caller caller) {
    work.read(
        Attempt.of(caller, AuditAction.HA_DRILL),
        c -> c.require(Scope.ADMIN, Role.ADMIN),
        tx -> node);
    return run();
  }

  /** For the clock. */
  public HaProof run() {
    if (node.acceptsWrites()) {
      throw new ConflictException(
          "not-a-standby", "A fire drill is made on a standby: ask one of the peers.");
    }
    oneAtATime.lock();
    try {
      List<Found> found = new ArrayList<>();
      found.add(access());
      found.addAll(checks.all(stamps.now()));
      HaProof proof = records.keep(found.stream().allMatch(Found::good), summary(found));
      told.accept(proof);
      return proof;
    } finally {
      oneAtATime.unlock();
    }
  }

  /** What is bad comes first and alone. */
  private static String summary(List<Found> found) {
    boolean good = found.stream().allMatch(Found::good);
    return found.stream()
        .filter(f -> f.good() == good)
        .map(Found::text)
        .collect(Collectors.joining(good ? "; " : " "));
  }

  private Found access() {
    Instant began = stamps.clock().instant();
    try {
      Optional<User> user = work.read(way.user()::find);
      Optional<AccountId> account = user.flatMap(u -> work.read(tx -> way.canary().account(tx, u)));
      if (account.isEmpty()) {
        return Found.bad("The user or the account for fire drills is not here." + REMEDY);
      }
      String code =
          work.read(tx -> way.user().code(tx, user.get()))
              .orElseThrow(() -> new TooManyAttemptsException(STEP));
      return revealAs(signedIn(code), account.get(), began);
    } catch (TooManyAttemptsException tooSoon) {
      throw tooSoon;
    } catch (VaultException | CryptoException e) {
      return Found.bad("Emergency access failed: " + e.getMessage());
    }
  }

  private SignInResult signedIn(String code) {
    try (Secret password = way.secrets().password()) {
      return way.signIn().signIn(DrillUser.NAME, password, Optional.of(code), CLIENT);
    }
  }

  private Found revealAs(SignInResult result, AccountId account, Instant began) {
    return switch (result) {
      case Refused refused ->
          Found.bad(
              "The user for fire drills could not sign in (" + refused.reason() + ")." + REMEDY);
      case SignedIn in -> {
        try (Secret token = in.token()) {
          Found found = reveal(in.caller(), account, began);
          way.signIn().signOut(token, in.caller());
          yield found;
        }
      }
    };
  }

  private Found reveal(Caller caller, AccountId account, Instant began) {
    var request = new RevealRequest(account, "fire drill", "", Optional.empty(), false);
    try (Revealed revealed = way.reveals().revealPlaintext(caller, request);
        Secret expected = way.secrets().canary()) {
      long millis = Duration.between(began, stamps.clock().instant()).toMillis();
      return revealed.password().sameAs(expected)
          ? Found.good(
              "signed in with a second factor and revealed the canary in " + millis + " ms")
          : Found.bad("The canary's value is not what the vault's keys say." + REMEDY);
    }
  }
}
