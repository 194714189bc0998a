package org.tandemvault.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.resource.VaultFixture;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.MalformedException;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.core.shared.StaleVersionException;

/** What every implementation of {@link Policies} must do. */
public abstract class PoliciesContract {

  private VaultFixture vault;

  /** All ports over a store that is empty. */
  protected abstract VaultFixture emptyVault();

  @BeforeEach
  void open() {
    vault = emptyVault();
  }

  @Test
  void aPolicyComesBackAsItWasKept() {
    PasswordPolicy strict = policy("Streng ü", 1000, 36500);

    insert(strict);

    assertThat(find(strict.id())).contains(strict);
    assertThat(find(new PolicyId(1))).isEmpty();
  }

  @Test
  void aNameIsTakenWhateverItsCase() {
    insert(policy("Strict", 8, 0));

    assertThatThrownBy(() -> insert(policy("sTRICT", 9, 0)))
        .isInstanceOfSatisfying(
            ConflictException.class, e -> assertThat(e.code()).isEqualTo("name-taken"));
  }

  @Test
  void anUpdateReplacesAll() {
    PasswordPolicy old = policy("old", 8, 0);
    insert(old);
    var next = new PasswordPolicy(old.id(), "OLD", 12, false, true, false, true, 30, true, 2);

    vault.write(tx -> vault.policies().update(tx, next));

    assertThat(find(old.id())).contains(next);
  }

  @Test
  void aLostRaceIsRefused() {
    PasswordPolicy old = policy("old", 8, 0);
    insert(old);
    var next = new PasswordPolicy(old.id(), "x", 12, false, true, false, true, 30, true, 3);

    assertThatThrownBy(() -> vault.write(tx -> vault.policies().update(tx, next)))
        .isInstanceOf(StaleVersionException.class);
    assertThat(find(old.id())).contains(old);
  }

  @Test
  void aRenameToATakenNameIsRefused() {
    insert(policy("one", 8, 0));
    PasswordPolicy two = policy("two", 8, 0);
    insert(two);
    var next = new PasswordPolicy(two.id(), "ONE", 8, true, true, true, false, 0, false, 2);

    assertThatThrownBy(() -> vault.write(tx -> vault.policies().update(tx, next)))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void pagesHoldEachPolicyOnceByName() {
    for (String name : List.of("delta", "Alpha", "ü-last", "charlie", "Bravo")) {
      insert(policy(name, 8, 0));
    }

    var seen = new ArrayList<String>();
    Optional<String> cursor = Optional.empty();
    do {
      var request = new PageRequest(2, cursor);
      Page<PasswordPolicy> page = vault.read(tx -> vault.policies().page(tx, request));
      page.items().forEach(p -> seen.add(p.name()));
      cursor = page.next();
    } while (cursor.isPresent());

    assertThat(seen).containsExactly("Alpha", "Bravo", "charlie", "delta", "ü-last");
  }

  @Test
  void aForeignCursorIsMalformed() {
    var request = new PageRequest(2, Optional.of("nonsense"));

    assertThatThrownBy(() -> vault.<Object>read(tx -> vault.policies().page(tx, request)))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void aPolicyIsInUseWhileAnAccountRefersToIt() {
    PasswordPolicy policy = policy("strict", 8, 0);
    insert(policy);
    assertThat(inUse(policy.id())).isFalse();
    AccountId account = vault.account(vault.resource("db-1"), "root", Optional.of(policy.id()));
    assertThat(inUse(policy.id())).isTrue();

    vault.write(tx -> vault.accounts().delete(tx, account));

    assertThat(inUse(policy.id())).isFalse();
  }

  @Test
  void aDeletedPolicyIsGoneAndItsNameFree() {
    PasswordPolicy policy = policy("strict", 8, 0);
    insert(policy);

    vault.write(tx -> vault.policies().delete(tx, policy.id()));

    assertThat(find(policy.id())).isEmpty();
    insert(policy("strict", 8, 0));
  }

  private PasswordPolicy policy(String name, int minLength, int maxAgeDays) {
    var id = new PolicyId(vault.stamps.nextId());
    return new PasswordPolicy(id, name, minLength, true, true, true, false, maxAgeDays, false, 1);
  }

  private void insert(PasswordPolicy policy) {
    vault.write(tx -> vault.policies().insert(tx, policy));
  }

  private Optional<PasswordPolicy> find(PolicyId id) {
    return vault.read(tx -> vault.policies().find(tx, id));
  }

  private boolean inUse(PolicyId id) {
    return vault.read(tx -> vault.policies().inUse(tx, id));
  }
}
