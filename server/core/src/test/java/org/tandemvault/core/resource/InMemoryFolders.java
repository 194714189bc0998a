package org.tandemvault.core.resource;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tandemvault.core.access.ShareTarget;
import org.tandemvault.core.access.Shares;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.Paging;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.UserId;

/** Folders in memory. */
final class InMemoryFolders implements Folders {

  private final VaultTables tables;
  private final Shares shares;

  InMemoryFolders(VaultTables tables, Shares shares) {
    this.tables = tables;
    this.shares = shares;
  }

  @Override
  public Optional<Folder> find(ReadSession tx, FolderId id) {
    return tables.folders.get(tx, id);
  }

  @Override
  public Optional<Folder> findByName(ReadSession tx, Optional<FolderId> parent, String name) {
    return tables.folders.all(tx).stream()
        .filter(f -> f.parent().equals(parent))
        .filter(f -> FieldRules.key(f.name()).equals(FieldRules.key(name)))
        .findFirst();
  }

  @Override
  public Page<Folder> page(ReadSession tx, PageRequest page) {
    return page(tables.folders.all(tx), page);
  }

  @Override
  public Page<Folder> pageVisible(ReadSession tx, UserId viewer, PageRequest page) {
    Set<FolderId> visible = visible(tx, viewer);
    return page(
        tables.folders.all(tx).stream().filter(f -> visible.contains(f.id())).toList(), page);
  }

  @Override
  public Optional<Folder> findVisible(ReadSession tx, UserId viewer, FolderId id) {
    return find(tx, id).filter(f -> visible(tx, viewer).contains(id));
  }

  @Override
  public List<Folder> path(ReadSession tx, FolderId id) {
    return tables.path(tx, Optional.of(id));
  }

  @Override
  public boolean isWithin(ReadSession tx, FolderId inner, FolderId outer) {
    return path(tx, inner).stream().anyMatch(f -> f.id().equals(outer));
  }

  @Override
  public boolean isEmpty(ReadSession tx, FolderId id) {
    Optional<FolderId> here = Optional.of(id);
    return tables.folders.all(tx).stream().noneMatch(f -> f.parent().equals(here))
        && tables.resources.all(tx).stream().noneMatch(r -> r.folder().equals(here));
  }

  @Override
  public void insert(WriteSession tx, Folder folder) {
    requireFreeName(tx, folder);
    tables.folders.put(tx, folder.id(), folder);
  }

  @Override
  public void update(WriteSession tx, Folder folder) {
    if (find(tx, folder.id()).filter(f -> f.version() == folder.version() - 1).isEmpty()) {
      throw new StaleVersionException("Folder " + folder.id() + " was changed.");
    }
    requireFreeName(tx, folder);
    tables.folders.put(tx, folder.id(), folder);
  }

  @Override
  public void delete(WriteSession tx, FolderId id) {
    tables.shares.remove(tx, new ShareTarget.OfFolder(id));
    tables.folders.remove(tx, id);
  }

  private static Page<Folder> page(List<Folder> folders, PageRequest page) {
    return Paging.page(folders, f -> FieldRules.key(f.name()), Folder::id, page);
  }

  private Set<FolderId> visible(ReadSession tx, UserId viewer) {
    var visible = new LinkedHashSet<FolderId>();
    for (Folder folder : tables.folders.all(tx)) {
      if (shares.right(tx, viewer, new ShareTarget.OfFolder(folder.id())).isPresent()) {
        path(tx, folder.id()).forEach(f -> visible.add(f.id()));
      }
    }
    for (Resource resource : tables.resources.all(tx)) {
      boolean seen =
          shares.right(tx, viewer, new ShareTarget.OfResource(resource.id())).isPresent()
              || tables.accountsOf(tx, resource.id()).stream()
                  .map(a -> new ShareTarget.OfAccount(a.id()))
                  .anyMatch(on -> shares.right(tx, viewer, on).isPresent());
      if (seen) {
        tables.path(tx, resource.folder()).forEach(f -> visible.add(f.id()));
      }
    }
    return visible;
  }

  private void requireFreeName(ReadSession tx, Folder folder) {
    Optional<Folder> same = findByName(tx, folder.parent(), folder.name());
    if (same.filter(f -> !f.id().equals(folder.id())).isPresent()) {
      throw ConflictException.nameTaken("folder");
    }
  }
}
