package org.tandemvault.core.policy;

import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.AuditedTransactions.Attempt;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.Scope;
import org.tandemvault.core.identity.User;
import org.tandemvault.core.identity.Users;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.ChangedFields;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.InvalidException;

/** The vault's settings: anybody reads, admins edit. Thread-safe. */
public final class SettingsAdministration {

  private static final Target TARGET = new Target("settings", "", "settings");

  private final AuditedTransactions work;
  private final SettingsStore store;
  private final Users users;
  private final CurrentSettings current;

  public SettingsAdministration(
      AuditedTransactions work, SettingsStore store, Users users, CurrentSettings current) {
    this.work = work;
    this.store = store;
    this.users = users;
    this.current = current;
  }

  /** As {@link CurrentSettings#get}. */
  public VaultSettings get() {
    return current.get();
  }

  /**
   * Replaces all; holds on this node at once. Who demands a second factor of themselves has one
   * already, which proves that it works here: nobody could take the demand back otherwise.
   */
  public VaultSettings update(Caller caller, VaultSettings settings, long expectedVersion) {
    var next =
        new VaultSettings(
            settings.revealSeconds(),
            settings.clipboardSeconds(),
            settings.minUserPassword(),
            settings.requireReason(),
            settings.secondFactor(),
            expectedVersion + 1);
    VaultSettings saved =
        work.write(
            new Attempt(caller, AuditAction.SETTINGS_UPDATE, TARGET),
            c -> c.require(Scope.ADMIN, Role.ADMIN),
            tx -> updateNow(tx, caller, next));
    current.keep(saved);
    return saved;
  }

  private VaultSettings updateNow(WriteSession tx, Caller caller, VaultSettings next) {
    new FieldRules()
        .rule(isBetween(next.revealSeconds(), 5, 600), "revealSeconds", "must be from 5 to 600")
        .rule(
            isBetween(next.clipboardSeconds(), 5, 600), "clipboardSeconds", "must be from 5 to 600")
        .rule(isBetween(next.minUserPassword(), 8, 128), "minUserPassword", "must be from 8 to 128")
        .check();
    VaultSettings old = store.load(tx);
    if (next.secondFactor() != old.secondFactor() && lacksWhatIsDemanded(tx, caller, next)) {
      throw InvalidException.of(
          "secondFactor", "would lock you out: set up your own second factor first");
    }
    store.save(tx, next);
    work.record(
        tx, caller.entry(AuditAction.SETTINGS_UPDATE, TARGET, Outcome.OK, changed(old, next)));
    return next;
  }

  private static String changed(VaultSettings old, VaultSettings next) {
    return new ChangedFields()
        .of("revealSeconds", old.revealSeconds() != next.revealSeconds())
        .of("clipboardSeconds", old.clipboardSeconds() != next.clipboardSeconds())
        .of("minUserPassword", old.minUserPassword() != next.minUserPassword())
        .of("requireReason", old.requireReason() != next.requireReason())
        .of("secondFactor=" + next.secondFactor().word(), old.secondFactor() != next.secondFactor())
        .toString();
  }

  private boolean lacksWhatIsDemanded(WriteSession tx, Caller caller, VaultSettings next) {
    return next.secondFactor().covers(caller.roles())
        && users.find(tx, caller.id()).filter(User::secondFactor).isEmpty();
  }

  private static boolean isBetween(int value, int least, int most) {
    return value >= least && value <= most;
  }
}
