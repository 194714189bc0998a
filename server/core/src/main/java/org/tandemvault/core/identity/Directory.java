package org.tandemvault.core.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.UserId;

/**
 * Finds people and groups to share with, by the start of a name; enabled ones only. Thread-safe.
 */
public final class Directory {

  private final AuditedTransactions work;
  private final IdentityStore store;

  public Directory(AuditedTransactions work, IdentityStore store) {
    this.work = work;
    this.store = store;
  }

  /** At most {@code limit}, users first. Any caller may ask. */
  public List<NamedPrincipal> find(Caller caller, String q, int limit) {
    PageRequest most = PageRequest.first(limit);
    return work.read(
        caller,
        tx -> {
          List<NamedPrincipal> found = new ArrayList<>(enabledUsers(tx, q, most));
          store.groups().page(tx, q, most).items().forEach(group -> found.add(named(group)));
          return List.copyOf(found.subList(0, Math.min(limit, found.size())));
        });
  }

  /** The names of these, in the same order. */
  public List<NamedPrincipal> names(Caller caller, List<Principal> principals) {
    return work.read(
        caller,
        tx -> {
          Map<UserId, User> users = users(tx, principals);
          return principals.stream().map(principal -> named(tx, principal, users)).toList();
        });
  }

  private List<NamedPrincipal> enabledUsers(ReadSession tx, String q, PageRequest most) {
    List<NamedPrincipal> found = new ArrayList<>();
    Optional<PageRequest> request = Optional.of(most);
    while (request.isPresent() && found.size() < most.limit()) {
      Page<User> page = store.users().page(tx, q, request.get());
      page.items().stream().filter(User::enabled).map(Directory::named).forEach(found::add);
      request = page.next().map(next -> new PageRequest(most.limit(), Optional.of(next)));
    }
    return found;
  }

  private Map<UserId, User> users(ReadSession tx, List<Principal> principals) {
    List<UserId> ids = new ArrayList<>();
    for (Principal principal : principals) {
      if (principal instanceof Principal.OfUser user) {
        ids.add(user.id());
      }
    }
    Map<UserId, User> users = new HashMap<>();
    store.users().findAll(tx, ids).forEach(user -> users.put(user.id(), user));
    return users;
  }

  private NamedPrincipal named(ReadSession tx, Principal principal, Map<UserId, User> users) {
    Optional<NamedPrincipal> named =
        switch (principal) {
          case Principal.OfUser user ->
              Optional.ofNullable(users.get(user.id())).map(Directory::named);
          case Principal.OfGroup group -> store.groups().find(tx, group.id()).map(Directory::named);
        };
    String id = principal.id().text();
    return named.orElse(new NamedPrincipal(principal, id, id));
  }

  private static NamedPrincipal named(User user) {
    String shown = user.displayName().isBlank() ? user.name() : user.displayName();
    return new NamedPrincipal(new Principal.OfUser(user.id()), user.name(), shown);
  }

  private static NamedPrincipal named(Group group) {
    return new NamedPrincipal(new Principal.OfGroup(group.id()), group.name(), group.name());
  }
}
