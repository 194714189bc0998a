package org.tandemvault.web.ui.part;

import com.vaadin.flow.component.combobox.ComboBox;
import java.util.Optional;
import org.tandemvault.core.resource.Folder;
import org.tandemvault.core.shared.FolderId;

/** A field to choose a folder by its path; empty is the top. */
public final class FolderChoice extends ComboBox<Folder> {

  private final FolderPaths paths;

  public FolderChoice(String label, FolderPaths paths) {
    super(label);
    this.paths = paths;
    setItems(paths.all());
    setItemLabelGenerator(paths::path);
    setClearButtonVisible(true);
    setPlaceholder("None");
    setWidthFull();
  }

  /** The chosen one. */
  public Optional<FolderId> chosen() {
    return getOptionalValue().map(Folder::id);
  }

  /** Chooses one. */
  public void choose(Optional<FolderId> folder) {
    setValue(folder.flatMap(paths::find).orElse(null));
  }
}
