package org.tandemvault.core.policy;

import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.AuditedTransactions.Attempt;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.Scope;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.ChangedFields;
import org.tandemvault.core.shared.FieldRules;

/** The vault's settings: anybody reads, admins edit. Thread-safe. */
public final class SettingsAdministration {

  private static final Target TARGET = new Target("settings", "", "settings");

  private final AuditedTransactions work;
  private final SettingsStore store;
  private final CurrentSettings current;

  public SettingsAdministration(
      AuditedTransactions work, SettingsStore store, CurrentSettings current) {
    this.work = work;
    this.store = store;
    this.current = current;
  }

  /** As {@link CurrentSettings#get}. */
  public VaultSettings get() {
    return current.get();
  }

  /** Replaces all; holds on this node at once. */
  public VaultSettings update(Caller caller, VaultSettings settings, long expectedVersion) {
    var next =
        new VaultSettings(
            settings.revealSeconds(),
            settings.clipboardSeconds(),
            settings.minUserPassword(),
            settings.requireReason(),
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
        .toString();
  }

  private static boolean isBetween(int value, int least, int most) {
    return value >= least && value <= most;
  }
}
