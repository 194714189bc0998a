package org.tandemvault.core.resource;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.ResourceId;

/** Loads what is there already for the resources of an import, many in each query. */
record ImportLookup(ResourceStore store, Caller caller, ReadSession tx) {

  private static final int CHUNK = 500;

  /** By resource name; then by resource and login; then by account. */
  record Existing(
      Map<String, List<Resource>> resources,
      Map<ResourceId, Map<String, Account>> accounts,
      Map<AccountId, SealedPassword> passwords) {}

  Existing find(Collection<String> names) {
    var resources = new HashMap<String, List<Resource>>();
    var ids = new ArrayList<ResourceId>();
    for (Resource found :
        inChunks(names, chunk -> store.resources().findModifiable(tx, caller.id(), chunk))) {
      resources.computeIfAbsent(found.name(), name -> new ArrayList<>()).add(found);
      ids.add(found.id());
    }
    var accounts = new HashMap<ResourceId, Map<String, Account>>();
    var accountIds = new ArrayList<AccountId>();
    for (Account found : inChunks(ids, chunk -> store.accounts().ofResources(tx, chunk))) {
      accounts.computeIfAbsent(found.resource(), id -> new HashMap<>()).put(found.login(), found);
      accountIds.add(found.id());
    }
    var passwords = new HashMap<AccountId, SealedPassword>();
    for (SealedPassword found :
        inChunks(accountIds, chunk -> store.accounts().currentPasswords(tx, chunk))) {
      passwords.put(found.account(), found);
    }
    return new Existing(resources, accounts, passwords);
  }

  private static <K, V> List<V> inChunks(Collection<K> keys, Function<List<K>, List<V>> query) {
    var all = List.copyOf(keys);
    var found = new ArrayList<V>();
    for (int from = 0; from < all.size(); from += CHUNK) {
      found.addAll(query.apply(all.subList(from, Math.min(from + CHUNK, all.size()))));
    }
    return found;
  }
}
