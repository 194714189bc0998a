package org.tandemvault.core.identity;

import java.util.Optional;
import java.util.Set;
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
   */
  public Optional<CreatedUser> createIfEmpty() {
    if (work.<Boolean>read(tx -> store.users().count(tx) > 0)) {
      return Optional.empty();
    }
    User user = NewUser.of(ADMIN, stamps);
    Secret made = passwords.random();
    boolean created = false;
    try {
      byte[] sealed = passwords.seal(user.id(), 1, made);
      created = insertIfEmpty(user, Credentials.first(user.id(), sealed));
      return created ? Optional.of(new CreatedUser(user, Optional.of(made))) : Optional.empty();
    } finally {
      if (!created) {
        made.close();
      }
    }
  }

  private boolean insertIfEmpty(User user, Credentials credentials) {
    return work.write(
        tx -> {
          if (store.users().count(tx) > 0) {
            return false;
          }
          store.users().insert(tx, user, credentials);
          work.record(
              tx,
              new AuditEntry(
                  "",
                  "system",
                  AuditAction.USER_CREATE,
                  user.target(),
                  Outcome.OK,
                  "first start",
                  ""));
          return true;
        });
  }
}
