package org.tandemvault.web.ui.part;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tandemvault.core.resource.Folder;
import org.tandemvault.core.shared.FolderId;

/** All folders that one may see, with their places in the tree, as of one moment. */
public final class FolderPaths {

  private final Map<FolderId, Folder> byId = new HashMap<>();
  private final List<Folder> all;

  public FolderPaths(List<Folder> folders) {
    folders.forEach(folder -> byId.put(folder.id(), folder));
    this.all =
        folders.stream()
            .sorted(Comparator.comparing(this::path, String.CASE_INSENSITIVE_ORDER))
            .toList();
  }

  /** By path. */
  public List<Folder> all() {
    return all;
  }

  /** The folder, if one may see it. */
  public Optional<Folder> find(FolderId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Those directly in {@code parent}; those whose parent one can't see count as at the top. */
  public List<Folder> in(Optional<FolderId> parent) {
    return all.stream().filter(f -> visibleParent(f).equals(parent)).toList();
  }

  /** The names from the top, joined by {@code " / "}. */
  public String path(Folder folder) {
    var names = new ArrayDeque<String>();
    Optional<Folder> at = Optional.of(folder);
    while (at.isPresent() && names.size() <= byId.size()) {
      names.addFirst(at.get().name());
      at = visibleParent(at.get()).map(byId::get);
    }
    return String.join(" / ", names);
  }

  private Optional<FolderId> visibleParent(Folder folder) {
    return folder.parent().filter(byId::containsKey);
  }
}
