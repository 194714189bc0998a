package org.tandemvault.core.identity;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tandemvault.core.node.InMemoryTable;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.Paging;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.UserId;

/** Users in memory. */
public final class InMemoryUsers implements Users {

  private final InMemoryTable<UserId, User> users =
      InMemoryTable.orderedBy(Comparator.comparingLong(UserId::value));
  private final InMemoryTable<UserId, Credentials> credentials =
      InMemoryTable.orderedBy(Comparator.comparingLong(UserId::value));

  @Override
  public Optional<User> find(ReadSession tx, UserId id) {
    return users.get(tx, id);
  }

  @Override
  public Optional<User> findByName(ReadSession tx, String name) {
    String key = FieldRules.key(name);
    return users.all(tx).stream().filter(u -> FieldRules.key(u.name()).equals(key)).findFirst();
  }

  @Override
  public List<User> findAll(ReadSession tx, Collection<UserId> ids) {
    return users.all(tx).stream().filter(u -> ids.contains(u.id())).toList();
  }

  @Override
  public Page<User> page(ReadSession tx, String q, PageRequest page) {
    String start = FieldRules.key(q);
    List<User> found =
        users.all(tx).stream()
            .filter(
                u ->
                    FieldRules.key(u.name()).startsWith(start)
                        || FieldRules.key(u.displayName()).startsWith(start))
            .toList();
    return Paging.page(found, u -> FieldRules.key(u.name()), User::id, page);
  }

  @Override
  public long count(ReadSession tx) {
    return users.size(tx);
  }

  @Override
  public long countEnabled(ReadSession tx, Role role) {
    return users.all(tx).stream().filter(u -> u.enabled() && u.roles().contains(role)).count();
  }

  @Override
  public void insert(WriteSession tx, User user, Credentials proof) {
    if (findByName(tx, user.name()).isPresent()) {
      throw ConflictException.nameTaken("user");
    }
    users.put(tx, user.id(), user);
    credentials.put(tx, user.id(), proof);
  }

  @Override
  public void update(WriteSession tx, User user) {
    User before =
        users
            .get(tx, user.id())
            .filter(u -> u.version() == user.version() - 1)
            .orElseThrow(() -> new StaleVersionException("User " + user.id() + " was changed."));
    User after =
        new User(
            user.id(),
            before.name(),
            user.displayName(),
            user.email(),
            user.roles(),
            user.enabled(),
            user.secondFactor(),
            user.mustChangePassword(),
            before.createdAt(),
            user.updatedAt(),
            user.version());
    users.put(tx, user.id(), after);
  }

  @Override
  public Optional<Credentials> credentials(ReadSession tx, UserId id) {
    return credentials.get(tx, id);
  }

  @Override
  public void saveCredentials(WriteSession tx, Credentials proof) {
    if (credentials.get(tx, proof.user()).isPresent()) {
      credentials.put(tx, proof.user(), proof);
    }
  }

  @Override
  public void replaceHash(WriteSession tx, UserId id, long passwordVersion, byte[] sealed) {
    credentials
        .get(tx, id)
        .filter(c -> c.passwordVersion() == passwordVersion)
        .ifPresent(
            c ->
                credentials.put(
                    tx,
                    id,
                    new Credentials(
                        id,
                        passwordVersion,
                        sealed,
                        c.sealedTotp(),
                        c.totpConfirmed(),
                        c.lastTotpStep())));
  }

  @Override
  public boolean advanceTotpStep(WriteSession tx, UserId id, long step) {
    Optional<Credentials> lower = credentials.get(tx, id).filter(c -> c.lastTotpStep() < step);
    lower.ifPresent(
        c ->
            credentials.put(
                tx,
                id,
                new Credentials(
                    id,
                    c.passwordVersion(),
                    c.sealedPassword(),
                    c.sealedTotp(),
                    c.totpConfirmed(),
                    step)));
    return lower.isPresent();
  }
}
