package org.tandemvault.core.resource;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.UserId;

/** The stored accounts with every version of their sealed passwords. Thread-safe. */
public interface Accounts {

  Optional<Account> find(ReadSession tx, AccountId id);

  /** An account with the user's right on it, in one query; empty if they may not know of it. */
  Optional<HeldAccount> findHeld(ReadSession tx, UserId viewer, AccountId id);

  /** The accounts of a resource that the user may see, by login, then id. */
  Page<Account> pageVisible(ReadSession tx, UserId viewer, ResourceId resource, PageRequest page);

  /** All accounts of these resources, in no order. */
  List<Account> ofResources(ReadSession tx, Collection<ResourceId> resources);

  /** All that is needed to reveal, in one query; empty if there is no such account or version. */
  Optional<RevealRow> forReveal(
      ReadSession tx, UserId viewer, AccountId id, Optional<Long> version);

  /** One version of the password. */
  Optional<SealedPassword> password(ReadSession tx, AccountId id, long version);

  /** The current passwords of these accounts, in no order. */
  List<SealedPassword> currentPasswords(ReadSession tx, Collection<AccountId> ids);

  /** Newest first. */
  Page<PasswordVersion> history(ReadSession tx, AccountId id, PageRequest page);

  /**
   * Every account the user may see with its resource and current password, by id, after {@code
   * after} (0 for the start); for export.
   */
  List<ExportRow> exportRows(ReadSession tx, UserId viewer, long after, int limit);

  /**
   * Adds accounts with their first passwords (same order, one each) and the search words of their
   * logins.
   *
   * @throws org.tandemvault.core.shared.ConflictException {@code name-taken} for a login that is
   *     there already
   */
  void insertAll(WriteSession tx, List<Account> accounts, List<SealedPassword> passwords);

  /**
   * Replaces login, notes, expiry and policy where the stored version is {@code account.version() -
   * 1}.
   *
   * @throws org.tandemvault.core.shared.StaleVersionException if it is not
   * @throws org.tandemvault.core.shared.ConflictException {@code name-taken}
   */
  void update(WriteSession tx, Account account);

  /**
   * Adds password versions and makes each the current one of its account.
   *
   * @param expiresAt of each account, same order
   * @throws org.tandemvault.core.shared.StaleVersionException if somebody added that version first
   */
  void addPasswords(
      WriteSession tx, List<SealedPassword> passwords, List<Optional<Instant>> expiresAt);

  /** Deletes the account, its passwords, search words and shares. */
  void delete(WriteSession tx, AccountId id);
}
