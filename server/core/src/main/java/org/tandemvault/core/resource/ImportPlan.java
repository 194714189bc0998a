package org.tandemvault.core.resource;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.access.ShareTarget;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.policy.PasswordPolicy;
import org.tandemvault.core.policy.PasswordRules;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.Stamps;
import org.tandemvault.core.shared.UnreadableSecretException;
import org.tandemvault.crypto.Secret;

/**
 * Compares the rows with what is there and works out what to change. One import, one transaction.
 */
final class ImportPlan {

  private static final int PROGRESS_STEP = 500;

  private final ImportPorts ports;
  private final Caller caller;
  private final ReadSession tx;
  private final ImportErrors errors;
  private final Instant now;
  private final ImportFolders folders;
  private final ImportChanges changes = new ImportChanges();
  private final Map<PolicyId, Optional<PasswordPolicy>> policies = new HashMap<>();

  ImportPlan(ImportPorts ports, Caller caller, ReadSession tx, ImportErrors errors) {
    this.ports = ports;
    this.caller = caller;
    this.tx = tx;
    this.errors = errors;
    this.now = ports.stamps().now();
    this.folders = new ImportFolders(ports.store().folders(), ports.stamps());
  }

  /** What to change; only good if there were no errors. */
  ImportChanges make(List<ImportRow> rows, LongConsumer progress) {
    var groups = new LinkedHashMap<String, ImportGroup>();
    for (ImportRow row : rows) {
      groups.computeIfAbsent(row.resource(), ImportGroup::new).add(row, errors);
    }
    var existing = new ImportLookup(ports.store(), caller, tx).find(groups.keySet());
    long done = 0;
    for (ImportGroup group : groups.values()) {
      plan(group, existing);
      long before = done / PROGRESS_STEP;
      done += group.rows().size();
      if (done / PROGRESS_STEP > before) {
        progress.accept(done);
      }
    }
    changes.folders.addAll(folders.missing());
    return changes;
  }

  private void plan(ImportGroup group, ImportLookup.Existing existing) {
    List<Resource> matches = existing.resources().getOrDefault(group.name(), List.of());
    if (matches.size() > 1) {
      String many = matches.size() + " resources of this name are yours to modify; rename them";
      group.rows().forEach(row -> errors.add(row.row(), many));
      return;
    }
    boolean changed = false;
    Resource resource;
    if (matches.isEmpty()) {
      resource = newResource(group);
      changes.newResources.add(resource);
    } else {
      Resource old = matches.getFirst();
      resource = changedResource(group, old);
      changed = !ResourceCatalogue.changes(old, resource).isEmpty();
      if (changed) {
        planUpdate(group, old, resource);
      }
    }
    Map<String, Account> accounts = existing.accounts().getOrDefault(resource.id(), Map.of());
    for (ImportRow row : group.rows()) {
      plan(row, resource, accounts, existing.passwords(), changed);
      changed = false;
    }
  }

  private void planUpdate(ImportGroup group, Resource old, Resource next) {
    changes.changedResources.add(new ImportChanges.ResourceChange(old, next));
    if (!old.folder().equals(next.folder())) {
      var on = new ShareTarget.OfResource(old.id());
      Optional<Right> held = ports.store().shares().right(tx, caller.id(), on);
      if (held.filter(Right.MANAGE::equals).isEmpty()) {
        errors.add(
            group.rows().getFirst().row(),
            "another folder needs the right 'manage' on resource " + old.id());
      }
    }
  }

  private void plan(
      ImportRow row,
      Resource resource,
      Map<String, Account> accounts,
      Map<AccountId, SealedPassword> passwords,
      boolean resourceChanged) {
    Account old = accounts.get(row.login());
    if (old == null) {
      planNew(row, resource);
      return;
    }
    var on = new ImportChanges.On(old, resource.name() + "/" + row.login());
    boolean notes = planNotes(row, on);
    boolean password = planPassword(row, on, Optional.ofNullable(passwords.get(old.id())));
    if (notes || password || resourceChanged) {
      changes.updated++;
    } else {
      changes.skipped++;
    }
  }

  private void planNew(ImportRow row, Resource resource) {
    if (row.password().length() == 0) {
      errors.add(row.row(), "password must not be empty for a new account");
      return;
    }
    var id = new AccountId(ports.stamps().nextId());
    byte[] notes = ports.seals().sealNotes(id, 1, row.notes());
    Optional<Instant> never = Optional.empty();
    var account =
        new Account(id, resource.id(), row.login(), notes, 1, now, never, Optional.empty(), 1);
    changes.newAccounts.add(new ImportChanges.On(account, resource.name() + "/" + row.login()));
    changes.firstPasswords.add(newVersion(row, id, 1));
    changes.created++;
  }

  private boolean planNotes(ImportRow row, ImportChanges.On on) {
    Account old = on.account();
    if (row.notes().isEmpty() || sameNotes(old, row.notes())) {
      return false;
    }
    long version = old.version() + 1;
    changes.changedAccounts.add(
        new ImportChanges.On(
            new Account(
                old.id(),
                old.resource(),
                old.login(),
                ports.seals().sealNotes(old.id(), version, row.notes()),
                old.passwordVersion(),
                old.passwordChangedAt(),
                old.expiresAt(),
                old.policy(),
                version),
            on.name()));
    return true;
  }

  private boolean planPassword(
      ImportRow row, ImportChanges.On on, Optional<SealedPassword> current) {
    Account old = on.account();
    boolean same = current.filter(stored -> samePassword(stored, row.password())).isPresent();
    if (row.password().length() == 0 || same) {
      return false;
    }
    Optional<PasswordPolicy> policy = old.policy().flatMap(this::policy);
    var rules = new FieldRules();
    PasswordRules.check(rules, "password", row.password(), policy);
    try {
      rules.check();
    } catch (InvalidException broken) {
      errors.add(row.row(), broken.getMessage());
      return true;
    }
    changes.newPasswords.add(
        new ImportChanges.NewPassword(
            newVersion(row, old.id(), old.passwordVersion() + 1),
            Expiry.afterChange(old, now, policy),
            on.name()));
    return true;
  }

  private SealedPassword newVersion(ImportRow row, AccountId id, long version) {
    byte[] bytes = ports.seals().sealPassword(id, version, row.password());
    return new SealedPassword(id, version, bytes, now, caller.name());
  }

  private Optional<PasswordPolicy> policy(PolicyId id) {
    return policies.computeIfAbsent(id, unknown -> ports.store().policies().find(tx, unknown));
  }

  /** What no longer opens is written anew. */
  private boolean samePassword(SealedPassword stored, Secret next) {
    try (Secret current = ports.seals().openPassword(stored)) {
      return current.sameAs(next);
    } catch (UnreadableSecretException damaged) {
      return false;
    }
  }

  private boolean sameNotes(Account account, String next) {
    try {
      return ports.seals().openNotes(account).equals(next);
    } catch (UnreadableSecretException damaged) {
      return false;
    }
  }

  private Resource newResource(ImportGroup group) {
    return new Resource(
        new ResourceId(ports.stamps().nextId()),
        group.name(),
        group.say(CsvColumn.TYPE, ""),
        group.say(CsvColumn.ADDRESS, ""),
        group.say(CsvColumn.DESCRIPTION, ""),
        folder(group, Optional.empty()),
        Map.of(),
        now,
        now,
        1);
  }

  private Resource changedResource(ImportGroup group, Resource old) {
    return new Resource(
        old.id(),
        old.name(),
        group.say(CsvColumn.TYPE, old.type()),
        group.say(CsvColumn.ADDRESS, old.address()),
        group.say(CsvColumn.DESCRIPTION, old.description()),
        folder(group, old.folder()),
        old.attributes(),
        old.createdAt(),
        now,
        old.version() + 1);
  }

  private Optional<FolderId> folder(ImportGroup group, Optional<FolderId> before) {
    return group.says(CsvColumn.FOLDER)
        ? folders.at(tx, ImportRow.names(group.say(CsvColumn.FOLDER, "")))
        : before;
  }

  /** What an import works with. */
  record ImportPorts(ResourceStore store, AccountSeals seals, Stamps stamps) {}
}
