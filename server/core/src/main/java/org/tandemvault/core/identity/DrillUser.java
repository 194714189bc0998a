package org.tandemvault.core.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.Stamps;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.crypto.Secret;

/**
 * The vault's own user, as whom a standby proves that people can sign in there. It has no role but
 * user, a second factor, and a password that only nodes with the vault's keys can make.
 * Thread-safe.
 */
public final class DrillUser {

  /** How it signs in, and how it is listed. */
  public static final String NAME = "tandem-fire-drill";

  private final IdentityStore store;
  private final Proofs proofs;
  private final Stamps stamps;

  public DrillUser(IdentityStore store, Proofs proofs, Stamps stamps) {
    this.store = store;
    this.proofs = proofs;
    this.stamps = stamps;
  }

  /** The user, if it was made. */
  public Optional<User> find(ReadSession tx) {
    return store.users().findByName(tx, NAME);
  }

  /** A code with which it can sign in now; empty for some seconds after it did so twice. */
  public Optional<String> code(ReadSession tx, User user) {
    return store.users().credentials(tx, user.id()).flatMap(proofs.totp()::unused);
  }

  /** Makes user and proofs; nothing is stored. Hashing takes its time, so not in a transaction. */
  public Made make(Secret password) {
    Instant now = stamps.now();
    var user =
        new User(
            new UserId(stamps.nextId()),
            NAME,
            "Fire drill of the standbys (made by the vault)",
            "",
            Set.of(Role.USER),
            true,
            true,
            false,
            now,
            now,
            1);
    TotpCodes.NewKey key = proofs.totp().create(user);
    key.shown().key().close();
    key.shown().uri().close();
    Credentials credentials =
        Credentials.first(user.id(), proofs.passwords().seal(user.id(), 1, password))
            .withTotp(key.sealed())
            .withTotpConfirmed(0);
    return new Made(user, credentials);
  }

  /**
   * Stores what was made.
   *
   * @throws org.tandemvault.core.shared.ConflictException {@code name-taken}
   */
  public void insert(WriteSession tx, AuditedTransactions work, Made made) {
    store.users().insert(tx, made.user(), made.credentials());
    work.record(
        tx,
        new AuditEntry(
            "",
            "system",
            AuditAction.USER_CREATE,
            made.user().target(),
            Outcome.OK,
            "for fire drills",
            ""));
  }

  /** A user and what it proves itself with. */
  public record Made(User user, Credentials credentials) {}
}
