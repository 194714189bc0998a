package org.tandemvault.core.resource;

import java.util.Optional;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.AuditedTransactions.Attempt;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Scope;
import org.tandemvault.core.node.DataAge;
import org.tandemvault.core.policy.CurrentSettings;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.core.shared.UnavailableException;
import org.tandemvault.core.shared.UnreadableSecretException;
import org.tandemvault.core.shared.VaultException;
import org.tandemvault.crypto.Secret;

/** Opens passwords. The audit event is durable before the plaintext leaves. Thread-safe. */
public final class Reveals {

  /** Longest reason, in characters. */
  static final int LONGEST_REASON = 1024;

  private static final int LONGEST_TICKET = 256;

  private final AuditedTransactions work;
  private final Accounts accounts;
  private final AccountSeals seals;
  private final CurrentSettings settings;
  private final ServedFrom here;

  public Reveals(
      AuditedTransactions work,
      Accounts accounts,
      AccountSeals seals,
      CurrentSettings settings,
      ServedFrom here) {
    this.work = work;
    this.accounts = accounts;
    this.seals = seals;
    this.settings = settings;
    this.here = here;
  }

  /**
   * Reveals one version of a password to a caller with the view right.
   *
   * @throws InvalidException on {@code reason} where one is required
   * @throws UnavailableException {@code audit-unavailable}: nothing is revealed
   * @throws UnreadableSecretException if the stored password was tampered with
   */
  public Revealed revealPlaintext(Caller caller, RevealRequest request) {
    check(request);
    AuditAction action = request.copied() ? AuditAction.COPY : AuditAction.REVEAL;
    Optional<RevealRow> found =
        work.read(
            Attempt.on(caller, action, "account", request.account()),
            c -> c.require(Scope.REVEAL),
            tx -> accounts.forReveal(tx, caller.id(), request.account(), request.version()));
    var attempt = new Attempt(caller, action, target(request, found));
    RevealRow row = allowed(attempt, request, found);
    demandReason(request, row);
    work.recordDurably(caller.entry(action, attempt.target(), Outcome.OK, reason(request)));
    DataAge.Age age = here.age().at(here.clock().instant());
    Secret opened = open(attempt, request, row);
    return new Revealed(
        opened,
        row.password().version(),
        row.password().changedAt(),
        new Revealed.Source(here.node(), age.asOf(), age.lagSeconds()));
  }

  private static void check(RevealRequest request) {
    if (request.reason().isEmpty() && request.ticket().isEmpty()) {
      return;
    }
    new FieldRules()
        .line("reason", request.reason(), LONGEST_REASON)
        .line("ticket", request.ticket(), LONGEST_TICKET)
        .check();
  }

  /** What is not there and what is not allowed look alike, on record too and in the time taken. */
  private RevealRow allowed(Attempt attempt, RevealRequest request, Optional<RevealRow> found) {
    if (found.isPresent() && found.get().right().isPresent()) {
      return found.get();
    }
    var refused = notFound(request);
    try {
      work.recordDurably(
          attempt
              .caller()
              .entry(attempt.action(), attempt.target(), Outcome.REFUSED, reason(request)));
    } catch (UnavailableException unwritten) {
      refused.addSuppressed(unwritten);
    }
    throw refused;
  }

  private void demandReason(RevealRequest request, RevealRow row) {
    if (request.reason().isBlank() && (row.requireReason() || settings.get().requireReason())) {
      throw InvalidException.of("reason", "is required; say why you need this password");
    }
  }

  private Secret open(Attempt attempt, RevealRequest request, RevealRow row) {
    try {
      return seals.openPassword(row.password());
    } catch (UnreadableSecretException damaged) {
      recordFailure(attempt, request, damaged);
      throw damaged;
    }
  }

  private void recordFailure(Attempt attempt, RevealRequest request, VaultException damaged) {
    String reason = damaged.code() + "; " + reason(request);
    try {
      work.recordDurably(
          attempt.caller().entry(attempt.action(), attempt.target(), Outcome.FAILED, reason));
    } catch (UnavailableException unwritten) {
      damaged.addSuppressed(unwritten);
    }
  }

  private static NotFoundException notFound(RevealRequest request) {
    return request
        .version()
        .map(v -> NotFoundException.of("version " + v + " of account", request.account()))
        .orElseGet(() -> NotFoundException.of("account", request.account()));
  }

  private static Target target(RevealRequest request, Optional<RevealRow> row) {
    String name = row.map(r -> r.resourceName() + "/" + r.login()).orElse("");
    return new Target("account", request.account().text(), name);
  }

  private static String reason(RevealRequest request) {
    if (request.ticket().isEmpty() && request.version().isEmpty()) {
      return request.reason();
    }
    var text = new StringBuilder(request.reason());
    if (!request.ticket().isEmpty()) {
      text.append(text.isEmpty() ? "" : "; ").append("ticket ").append(request.ticket());
    }
    request
        .version()
        .ifPresent(v -> text.append(text.isEmpty() ? "" : "; ").append("version ").append(v));
    return text.toString();
  }
}
