package org.tandemvault.core.resource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.Stamps;

/** Finds the folders of paths, and those that have to be made. One import, one transaction. */
final class ImportFolders {

  private final Folders folders;
  private final Stamps stamps;
  private final Map<Place, FolderId> known = new HashMap<>();
  private final List<Folder> missing = new ArrayList<>();
  private final Set<FolderId> made = new HashSet<>();

  ImportFolders(Folders folders, Stamps stamps) {
    this.folders = folders;
    this.stamps = stamps;
  }

  /** The folder at the end of the path; empty for the top. */
  Optional<FolderId> at(ReadSession tx, List<String> names) {
    Optional<FolderId> here = Optional.empty();
    for (String name : names) {
      here = Optional.of(in(tx, here, name));
    }
    return here;
  }

  /** Those to insert, outer ones first. */
  List<Folder> missing() {
    return missing;
  }

  private FolderId in(ReadSession tx, Optional<FolderId> parent, String name) {
    var place = new Place(parent, FieldRules.key(name));
    FolderId found = known.get(place);
    if (found == null) {
      found = stored(tx, parent, name).orElseGet(() -> make(parent, name));
      known.put(place, found);
    }
    return found;
  }

  private Optional<FolderId> stored(ReadSession tx, Optional<FolderId> parent, String name) {
    boolean inNew = parent.filter(made::contains).isPresent();
    return inNew ? Optional.empty() : folders.findByName(tx, parent, name).map(Folder::id);
  }

  private FolderId make(Optional<FolderId> parent, String name) {
    var folder = new Folder(new FolderId(stamps.nextId()), name, parent, 1);
    missing.add(folder);
    made.add(folder.id());
    return folder.id();
  }

  private record Place(Optional<FolderId> parent, String key) {}
}
