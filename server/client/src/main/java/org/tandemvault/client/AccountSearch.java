package org.tandemvault.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds accounts by name. Both names may have slashes, so each slash is tried. */
final class AccountSearch {

  private final VaultClient vault;

  AccountSearch(VaultClient vault) {
    this.vault = vault;
  }

  /** All whose names are exactly these; if there are none, those that differ in case only. */
  Answer<List<Located>> named(String path) {
    Answer<List<Located>> alike = search(path);
    List<Located> exact =
        alike.value().stream().filter(found -> found.path().equals(path)).toList();
    return alike.map(all -> exact.isEmpty() ? all : exact);
  }

  private Answer<List<Located>> search(String path) {
    var found = new ArrayList<Located>();
    Optional<Answer<List<Resource>>> last = Optional.empty();
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      String name = path.substring(0, slash);
      String login = path.substring(slash + 1);
      Answer<List<Resource>> resources = vault.resources(name);
      last = Optional.of(resources);
      for (Resource resource : resources.value()) {
        if (resource.name().equalsIgnoreCase(name)) {
          found.addAll(accounts(resource, login));
        }
      }
    }
    return last.orElseThrow(() -> new IllegalArgumentException("RESOURCE/LOGIN has a slash"))
        .map(resources -> List.copyOf(found));
  }

  private List<Located> accounts(Resource resource, String login) {
    return vault.accounts(resource.id()).value().stream()
        .filter(account -> account.login().equalsIgnoreCase(login))
        .map(account -> new Located(resource, account))
        .toList();
  }
}
