package org.tandemvault.web.ui.admin;

import com.vaadin.flow.component.textfield.TextField;
import java.util.Optional;
import org.tandemvault.core.resource.Folder;
import org.tandemvault.core.resource.FolderAdministration;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.web.ui.part.Editor;
import org.tandemvault.web.ui.part.FolderChoice;
import org.tandemvault.web.ui.part.FolderPaths;
import org.tandemvault.web.ui.part.FormErrors;
import org.tandemvault.web.ui.part.Notices;
import org.tandemvault.web.ui.session.UserSession;

/** Creates, renames or moves a folder. */
final class FolderForm {

  private final UserSession session;
  private final FolderAdministration folders;
  private final Runnable done;
  private final FormErrors errors = new FormErrors();
  private final TextField name = new TextField("Name");
  private final FolderChoice parent;
  private long version;

  FolderForm(UserSession session, FolderAdministration folders, FolderPaths paths, Runnable done) {
    this.session = session;
    this.folders = folders;
    this.done = done;
    this.parent = new FolderChoice("In folder", paths);
    name.setRequiredIndicatorVisible(true);
    name.setWidthFull();
    parent.setHelperText("Rights are inherited from above; moving changes who sees what");
    errors.field("name", name).field("parent", parent);
  }

  void create(Optional<FolderId> in) {
    parent.choose(in);
    new Editor("New folder", "Create folder", errors, name, parent)
        .onSave(
            () -> {
              folders.create(session.caller(), name.getValue(), parent.chosen());
              Notices.done("Folder " + name.getValue() + " is created.");
              done.run();
            })
        .open();
    name.focus();
  }

  void edit(FolderId id) {
    fill(load(id));
    new Editor("Folder " + name.getValue(), "Save", errors, name, parent)
        .onSave(() -> save(id))
        .onLostRace(
            () -> fill(load(id)),
            () -> {
              version = load(id).version();
              save(id);
            })
        .open();
  }

  private void save(FolderId id) {
    folders.update(session.caller(), id, name.getValue(), parent.chosen(), version);
    Notices.done("Folder " + name.getValue() + " is saved.");
    done.run();
  }

  private Folder load(FolderId id) {
    return folders.get(session.caller(), id);
  }

  private void fill(Folder folder) {
    name.setValue(folder.name());
    parent.choose(folder.parent());
    version = folder.version();
  }
}
