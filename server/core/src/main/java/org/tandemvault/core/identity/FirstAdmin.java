package org.tandemvault.core.identity;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.shared.Stamps;
import org.tandemvault.crypto.Secret;

/** Makes the first admin of an empty vault. Thread-safe. */
public final class FirstAdmin {

  private static final UserFields ADMIN =
      new UserFields("admin", "Administrator", "", Set.of(Role.ADMIN), true);

  private final AuditedTransactions work;
  private final IdentityStore store;
  private final UserPasswords passwords;
  private final Stamps stamps;

  public FirstAdmin(
      AuditedTransactions work, IdentityStore store, UserPasswords passwords, Stamps stamps) {
    this.work = work;
    this.store = store;
    this.passwords = passwords;
    this.stamps = stamps;
  }

  /**
   * User {@code admin} with a random first password that must be changed; empty if there are users.
   *
   * @param keep puts the password where somebody finds it, before the user is durable: what fails
   *     there leaves an empty vault, never one that nobody can open. May be called again
   */
  public Optional<CreatedUser> createIfEmpty(Consumer<CreatedUser> keep) {
    work.demandWrites();
    if (work.<Boolean>read(tx -> store.users().count(tx) > 0)) {
      return Optional.empty();
    }
    User user = NewUser.of(ADMIN, stamps);
    Secret made = passwords.random();
    boolean created = false;
    try {
      byte[] sealed = passwords.seal(user.id(), 1, made);
      var admin = new CreatedUser(user, Optional.of(made));
      created = insertIfEmpty(admin, Credentials.first(user.id(), sealed), keep);
      return created ? Optional.of(admin) : Optional.empty();
    } finally {
      if (!created) {
        made.close();
      }
    }
  }

  private boolean insertIfEmpty(
      CreatedUser admin, Credentials credentials, Consumer<CreatedUser> keep) {
    return work.write(
        tx -> {
          if (store.users().count(tx) > 0) {
            return false;
          }
          store.users().insert(tx, admin.user(), credentials);
          work.record(
              tx,
              new AuditEntry(
                  "",
                  "system",
                  AuditAction.USER_CREATE,
                  admin.user().target(),
                  Outcome.OK,
                  "first start",
                  ""));
          keep.accept(admin);
          return true;
        });
  }
}
