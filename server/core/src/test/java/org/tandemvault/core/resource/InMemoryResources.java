package org.tandemvault.core.resource;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.access.ShareTarget;
import org.tandemvault.core.access.Shares;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.Paging;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.UserId;

/** Resources in memory; search words are cut when searching. */
final class InMemoryResources implements Resources {

  private final VaultTables tables;
  private final Shares shares;

  InMemoryResources(VaultTables tables, Shares shares) {
    this.tables = tables;
    this.shares = shares;
  }

  @Override
  public Optional<Resource> find(ReadSession tx, ResourceId id) {
    return tables.resources.get(tx, id);
  }

  @Override
  public Optional<VisibleResource> findVisible(ReadSession tx, UserId viewer, ResourceId id) {
    return find(tx, id).flatMap(resource -> visible(tx, viewer, resource));
  }

  @Override
  public Page<VisibleResource> search(
      ReadSession tx, UserId viewer, ResourceQuery query, PageRequest page) {
    List<VisibleResource> found =
        tables.resources.all(tx).stream()
            .filter(r -> hasType(r, query.type()) && isIn(tx, r, query.folder()))
            .flatMap(r -> visible(tx, viewer, r).stream())
            .filter(v -> holdsWords(tx, viewer, v, query.q()))
            .toList();
    return Paging.page(
        found, v -> FieldRules.key(v.resource().name()), v -> v.resource().id(), page);
  }

  @Override
  public List<Resource> findModifiable(ReadSession tx, UserId user, Collection<String> names) {
    Set<String> wanted = new HashSet<>(names);
    return tables.resources.all(tx).stream()
        .filter(r -> wanted.contains(r.name()))
        .filter(r -> right(tx, user, r).filter(held -> held.covers(Right.MODIFY)).isPresent())
        .toList();
  }

  @Override
  public void insertAll(WriteSession tx, List<Resource> resources) {
    resources.forEach(resource -> tables.resources.put(tx, resource.id(), resource));
  }

  @Override
  public void update(WriteSession tx, Resource resource) {
    Resource before =
        find(tx, resource.id())
            .filter(r -> r.version() == resource.version() - 1)
            .orElseThrow(
                () -> new StaleVersionException("Resource " + resource.id() + " was changed."));
    var after =
        new Resource(
            resource.id(),
            resource.name(),
            resource.type(),
            resource.address(),
            resource.description(),
            resource.folder(),
            resource.attributes(),
            before.createdAt(),
            resource.updatedAt(),
            resource.version());
    tables.resources.put(tx, resource.id(), after);
  }

  @Override
  public void delete(WriteSession tx, ResourceId id) {
    tables.accountsOf(tx, id).forEach(account -> tables.deleteAccount(tx, account));
    tables.shares.remove(tx, new ShareTarget.OfResource(id));
    tables.resources.remove(tx, id);
  }

  /** The resource as the viewer sees it. */
  Optional<VisibleResource> visible(ReadSession tx, UserId viewer, Resource resource) {
    Optional<Right> right = right(tx, viewer, resource);
    if (right.isPresent()) {
      return Optional.of(new VisibleResource(resource, right));
    }
    return seenAccounts(tx, viewer, resource.id()).isEmpty()
        ? Optional.empty()
        : Optional.of(new VisibleResource(part(resource), Optional.empty()));
  }

  private Optional<Right> right(ReadSession tx, UserId viewer, Resource resource) {
    return shares.right(tx, viewer, new ShareTarget.OfResource(resource.id()));
  }

  private List<Account> seenAccounts(ReadSession tx, UserId viewer, ResourceId id) {
    return tables.accountsOf(tx, id).stream()
        .filter(a -> shares.right(tx, viewer, new ShareTarget.OfAccount(a.id())).isPresent())
        .toList();
  }

  private boolean holdsWords(ReadSession tx, UserId viewer, VisibleResource seen, String q) {
    List<String> prefixes = SearchTokens.toFind(q);
    if (prefixes.isEmpty()) {
      return true;
    }
    Resource resource = seen.resource();
    Set<String> words = new HashSet<>();
    words.addAll(SearchTokens.toStore(resource.name()));
    words.addAll(SearchTokens.toStore(resource.address()));
    words.addAll(SearchTokens.toStore(resource.description()));
    for (Account account : seenAccounts(tx, viewer, resource.id())) {
      words.addAll(SearchTokens.toStore(account.login()));
    }
    return prefixes.stream().allMatch(p -> words.stream().anyMatch(w -> w.startsWith(p)));
  }

  private static boolean hasType(Resource resource, Optional<String> type) {
    return type.map(t -> FieldRules.key(t).equals(FieldRules.key(resource.type()))).orElse(true);
  }

  private boolean isIn(ReadSession tx, Resource resource, Optional<FolderId> folder) {
    return folder.isEmpty()
        || tables.path(tx, resource.folder()).stream().anyMatch(f -> f.id().equals(folder.get()));
  }

  private static Resource part(Resource r) {
    return new Resource(
        r.id(),
        r.name(),
        r.type(),
        r.address(),
        "",
        Optional.empty(),
        Map.of(),
        r.createdAt(),
        r.updatedAt(),
        r.version());
  }
}
