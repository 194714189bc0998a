package org.tandemvault.core.identity;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.UserId;

/** The stored users. Thread-safe. */
public interface Users {

  Optional<User> find(ReadSession tx, UserId id);

  /** By name, without regard to case. */
  Optional<User> findByName(ReadSession tx, String name);

  /** Those that exist, in no order. */
  List<User> findAll(ReadSession tx, Collection<UserId> ids);

  /** By name; {@code q} is the start of a name or display name, any case, empty for all. */
  Page<User> page(ReadSession tx, String q, PageRequest page);

  /** How many there are, disabled ones too. */
  long count(ReadSession tx);

  /**
   * @throws org.tandemvault.core.shared.ConflictException {@code name-taken}
   */
  void insert(WriteSession tx, User user, Credentials credentials);

  /**
   * Replaces everything but name and creation where the stored version is {@code user.version() -
   * 1}.
   *
   * @throws org.tandemvault.core.shared.StaleVersionException if it is not
   */
  void update(WriteSession tx, User user);

  Optional<Credentials> credentials(ReadSession tx, UserId id);

  /**
   * Replaces all of a user's credentials. In the same transaction the user must have been updated
   * first, whose version guards both against a lost race.
   */
  void saveCredentials(WriteSession tx, Credentials credentials);

  /**
   * Replaces the sealed hash of the same password by a stronger one, where the stored password
   * version is still {@code passwordVersion}; else nothing changes.
   */
  void replaceHash(WriteSession tx, UserId id, long passwordVersion, byte[] sealedPassword);

  /**
   * Notes a used TOTP step where the stored one is lower, in one statement.
   *
   * @return false if it is not lower: the code was used already
   */
  boolean advanceTotpStep(WriteSession tx, UserId id, long step);

  /** How many enabled users hold the role. */
  long countEnabled(ReadSession tx, Role role);
}
