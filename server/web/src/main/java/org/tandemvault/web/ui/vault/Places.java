package org.tandemvault.web.ui.vault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tandemvault.core.access.ShareTarget;
import org.tandemvault.core.resource.Folder;
import org.tandemvault.core.resource.Resource;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.web.ui.part.FolderPaths;
import org.tandemvault.web.ui.share.Shared;

/** Where accounts and resources inherit shares from. */
record Places(FolderPaths paths) {

  /** The resource itself, then its folders, nearest first. */
  List<Shared.Place> above(Resource resource) {
    var places = new ArrayList<Shared.Place>();
    places.add(new Shared.Place(new ShareTarget.OfResource(resource.id()), resource.name()));
    places.addAll(folders(resource.folder()));
    return places;
  }

  /** A folder and those above it. */
  List<Shared.Place> folders(Optional<FolderId> folder) {
    var places = new ArrayList<Shared.Place>();
    Optional<Folder> at = folder.flatMap(paths::find);
    while (at.isPresent() && places.size() < 100) {
      places.add(new Shared.Place(new ShareTarget.OfFolder(at.get().id()), paths.path(at.get())));
      at = at.get().parent().flatMap(paths::find);
    }
    return places;
  }
}
