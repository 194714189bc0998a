package org.tandemvault.client.command;

import java.util.List;
import java.util.stream.Collectors;
import org.tandemvault.client.Account;
import org.tandemvault.client.Located;
import org.tandemvault.client.RefusedException;
import org.tandemvault.client.Resource;
import org.tandemvault.client.VaultClient;

/** Finds the one account that a person names, or tells which there are. */
final class Chosen {

  private static final int MOST_SHOWN = 20;
  private static final int NOT_FOUND = 404;

  private final VaultClient client;

  Chosen(VaultClient client) {
    this.client = client;
  }

  /**
   * The account's id.
   *
   * @param name {@code RESOURCE/LOGIN} or an id
   */
  String account(String name) {
    return name.contains("/") ? named(name) : byId(name);
  }

  private String named(String name) {
    List<Located> found = client.find(name).value();
    if (found.isEmpty()) {
      throw new CommandException(
          Exit.NO_SUCH_THING, "There is no account " + name + " that you may see." + others(name));
    }
    if (found.size() > 1) {
      throw new CommandException(
          Exit.WRONG_USAGE, "Several accounts are called " + name + "; give an id: " + ids(found));
    }
    return found.getFirst().account().id();
  }

  private String byId(String id) {
    try {
      return client.account(id).value().id();
    } catch (RefusedException e) {
      if (e.status() != NOT_FOUND) {
        throw e;
      }
      throw new CommandException(
          Exit.NO_SUCH_THING,
          "There is no account with the id " + id + " that you may see." + others(id + "/"),
          e);
    }
  }

  /** What the resource has instead, if that one is there. */
  private String others(String name) {
    String resource = name.substring(0, name.lastIndexOf('/'));
    String there =
        client.resources(resource).value().stream()
            .filter(found -> found.name().equalsIgnoreCase(resource))
            .flatMap(found -> paths(found).stream())
            .limit(MOST_SHOWN)
            .collect(Collectors.joining(", "));
    return there.isEmpty() ? " 'ls' lists what there is." : " There are: " + there;
  }

  private List<String> paths(Resource resource) {
    return client.accounts(resource.id()).value().stream()
        .map((Account account) -> resource.name() + "/" + account.login())
        .toList();
  }

  private static String ids(List<Located> found) {
    return found.stream()
        .limit(MOST_SHOWN)
        .map(one -> one.account().id() + " (" + described(one) + ")")
        .collect(Collectors.joining(", "));
  }

  private static String described(Located one) {
    String address = one.resource().address();
    return one.path() + (address.isEmpty() ? "" : " at " + address);
  }
}
