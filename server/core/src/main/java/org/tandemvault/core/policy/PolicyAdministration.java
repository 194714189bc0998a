package org.tandemvault.core.policy;

import java.util.OptionalLong;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.AuditedTransactions.Attempt;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.Scope;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.ChangedFields;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.IdSource;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.core.shared.StaleVersionException;

/** Policies: anybody reads, admins edit. Thread-safe. */
public final class PolicyAdministration {

  private final AuditedTransactions work;
  private final Policies policies;
  private final IdSource ids;

  public PolicyAdministration(AuditedTransactions work, Policies policies, IdSource ids) {
    this.work = work;
    this.policies = policies;
    this.ids = ids;
  }

  public Page<PasswordPolicy> list(Caller caller, PageRequest page) {
    return work.read(caller, tx -> policies.page(tx, page));
  }

  public PasswordPolicy get(Caller caller, PolicyId id) {
    return work.read(caller, tx -> load(tx, id));
  }

  public PasswordPolicy create(Caller caller, PolicyFields fields) {
    return work.write(
        Attempt.of(caller, AuditAction.POLICY_CREATE),
        PolicyAdministration::permitAdmin,
        tx -> {
          check(fields);
          PasswordPolicy policy = policy(new PolicyId(ids.next()), fields, 1);
          policies.insert(tx, policy);
          work.record(tx, caller.did(AuditAction.POLICY_CREATE, target(policy)));
          return policy;
        });
  }

  public PasswordPolicy update(
      Caller caller, PolicyId id, PolicyFields fields, long expectedVersion) {
    return work.write(
        Attempt.on(caller, AuditAction.POLICY_UPDATE, "policy", id),
        PolicyAdministration::permitAdmin,
        tx -> updateNow(tx, caller, policy(id, fields, expectedVersion + 1)));
  }

  /**
   * Deletes a policy that no account refers to.
   *
   * @throws ConflictException {@code policy-in-use}
   */
  public void delete(Caller caller, PolicyId id, OptionalLong expectedVersion) {
    work.write(
        Attempt.on(caller, AuditAction.POLICY_DELETE, "policy", id),
        PolicyAdministration::permitAdmin,
        tx -> deleteNow(tx, caller, id, expectedVersion));
  }

  private static void permitAdmin(Caller caller) {
    caller.require(Scope.ADMIN, Role.ADMIN);
  }

  private PasswordPolicy updateNow(WriteSession tx, Caller caller, PasswordPolicy next) {
    PasswordPolicy old = load(tx, next.id());
    check(fields(next));
    policies.update(tx, next);
    String changed = changed(old, next);
    work.record(tx, caller.entry(AuditAction.POLICY_UPDATE, target(next), Outcome.OK, changed));
    return next;
  }

  private PasswordPolicy deleteNow(
      WriteSession tx, Caller caller, PolicyId id, OptionalLong expectedVersion) {
    PasswordPolicy policy = load(tx, id);
    if (expectedVersion.orElse(policy.version()) != policy.version()) {
      throw new StaleVersionException("Policy " + id + " was changed meanwhile; load it again.");
    }
    if (policies.inUse(tx, id)) {
      throw new ConflictException(
          "policy-in-use", "Accounts refer to policy " + id + "; give them another one first.");
    }
    policies.delete(tx, id);
    work.record(tx, caller.did(AuditAction.POLICY_DELETE, target(policy)));
    return policy;
  }

  private PasswordPolicy load(ReadSession tx, PolicyId id) {
    return policies.find(tx, id).orElseThrow(() -> NotFoundException.of("policy", id));
  }

  private static void check(PolicyFields fields) {
    int kinds = 0;
    for (boolean asked :
        new boolean[] {fields.upper(), fields.lower(), fields.digits(), fields.symbols()}) {
      kinds += asked ? 1 : 0;
    }
    int minLength = fields.minLength();
    new FieldRules()
        .name("name", fields.name())
        .rule(minLength >= 1 && minLength <= 1000, "minLength", "must be from 1 to 1000")
        .rule(minLength >= kinds, "minLength", "must be at least " + kinds + " for these kinds")
        .rule(
            fields.maxAgeDays() >= 0 && fields.maxAgeDays() <= 36_500,
            "maxAgeDays",
            "must be from 0 to 36500")
        .check();
  }

  private static String changed(PasswordPolicy old, PasswordPolicy next) {
    return new ChangedFields()
        .of("name", old.name(), next.name())
        .of("minLength", old.minLength() != next.minLength())
        .of("upper", old.upper() != next.upper())
        .of("lower", old.lower() != next.lower())
        .of("digits", old.digits() != next.digits())
        .of("symbols", old.symbols() != next.symbols())
        .of("maxAgeDays", old.maxAgeDays() != next.maxAgeDays())
        .of("requireReason", old.requireReason() != next.requireReason())
        .toString();
  }

  private static PasswordPolicy policy(PolicyId id, PolicyFields f, long version) {
    return new PasswordPolicy(
        id,
        f.name(),
        f.minLength(),
        f.upper(),
        f.lower(),
        f.digits(),
        f.symbols(),
        f.maxAgeDays(),
        f.requireReason(),
        version);
  }

  private static PolicyFields fields(PasswordPolicy p) {
    return new PolicyFields(
        p.name(),
        p.minLength(),
        p.upper(),
        p.lower(),
        p.digits(),
        p.symbols(),
        p.maxAgeDays(),
        p.requireReason());
  }

  private static Target target(PasswordPolicy policy) {
    return new Target("policy", policy.id().text(), policy.name());
  }
}
