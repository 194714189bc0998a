package org.tandemvault.core.policy;

import java.util.Optional;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.resource.VaultTables;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.Paging;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.core.shared.StaleVersionException;

/** Policies in memory. */
public final class InMemoryPolicies implements Policies {

  private final VaultTables tables;

  public InMemoryPolicies(VaultTables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<PasswordPolicy> find(ReadSession tx, PolicyId id) {
    return tables.policies.get(tx, id);
  }

  @Override
  public Page<PasswordPolicy> page(ReadSession tx, PageRequest page) {
    return Paging.page(
        tables.policies.all(tx), p -> FieldRules.key(p.name()), PasswordPolicy::id, page);
  }

  @Override
  public void insert(WriteSession tx, PasswordPolicy policy) {
    requireFreeName(tx, policy);
    tables.policies.put(tx, policy.id(), policy);
  }

  @Override
  public void update(WriteSession tx, PasswordPolicy policy) {
    if (find(tx, policy.id()).filter(p -> p.version() == policy.version() - 1).isEmpty()) {
      throw new StaleVersionException("Policy " + policy.id() + " was changed.");
    }
    requireFreeName(tx, policy);
    tables.policies.put(tx, policy.id(), policy);
  }

  @Override
  public boolean inUse(ReadSession tx, PolicyId id) {
    return tables.accounts.all(tx).stream()
        .anyMatch(a -> a.policy().filter(id::equals).isPresent());
  }

  @Override
  public void delete(WriteSession tx, PolicyId id) {
    tables.policies.remove(tx, id);
  }

  private void requireFreeName(ReadSession tx, PasswordPolicy policy) {
    String key = FieldRules.key(policy.name());
    boolean taken =
        tables.policies.all(tx).stream()
            .anyMatch(p -> !p.id().equals(policy.id()) && FieldRules.key(p.name()).equals(key));
    if (taken) {
      throw ConflictException.nameTaken("policy");
    }
  }
}
