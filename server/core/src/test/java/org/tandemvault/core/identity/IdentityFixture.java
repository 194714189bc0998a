package org.tandemvault.core.identity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.GroupId;
import org.tandemvault.core.shared.UserId;

/** A store of people and groups with the gate to it, and short ways to fill it. */
public record IdentityFixture(Transactions transactions, IdentityStore store) {

  static final Instant NOW = Instant.parse("2026-06-01T12:00:00.123456Z");

  Users users() {
    return store.users();
  }

  Groups groups() {
    return store.groups();
  }

  ApiTokens tokens() {
    return store.tokens();
  }

  /** Runs a query. */
  public <T> T read(Function<ReadSession, T> work) {
    return transactions.read(work);
  }

  /** Runs a query for something that may not be there. */
  public <T> Optional<T> found(Function<ReadSession, Optional<T>> query) {
    return transactions.read(query);
  }

  /** Runs a query for several. */
  public <T> List<T> listed(Function<ReadSession, List<T>> query) {
    return transactions.read(query);
  }

  /** Runs a query for a number. */
  public long counted(Function<ReadSession, Long> query) {
    return transactions.read(query);
  }

  /** Runs a change. */
  public void write(Consumer<WriteSession> work) {
    transactions.write(
        tx -> {
          work.accept(tx);
          return true;
        });
  }

  User insert(User user) {
    write(tx -> users().insert(tx, user, credentials(user.id())));
    return user;
  }

  User insertUser(long number, String name) {
    return insert(user(number, name));
  }

  Group insertGroup(long number, String name, Principal... members) {
    Group group = group(number, name, 1, members);
    write(tx -> groups().insert(tx, group));
    return group;
  }

  static User user(long number, String name) {
    return new User(
        new UserId(number),
        name,
        "Display " + name,
        name + "@example.org",
        Set.of(Role.USER),
        true,
        false,
        true,
        NOW,
        NOW,
        1);
  }

  static User edited(User user, String displayName, Set<Role> roles, boolean enabled) {
    return new User(
        user.id(),
        user.name(),
        displayName,
        "",
        roles,
        enabled,
        true,
        false,
        user.createdAt(),
        NOW.plusSeconds(60),
        user.version() + 1);
  }

  static Credentials credentials(UserId id) {
    return new Credentials(id, 1, bytes("sealed 1"), Optional.empty(), false, 0);
  }

  static Group group(long number, String name, long version, Principal... members) {
    return new Group(new GroupId(number), name, "About " + name, List.of(members), version);
  }

  static Principal of(User user) {
    return new Principal.OfUser(user.id());
  }

  static Principal of(Group group) {
    return new Principal.OfGroup(group.id());
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
