package org.tandemvault.web.ui.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.treegrid.TreeGrid;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.OptionalLong;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.access.ShareTarget;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.resource.Folder;
import org.tandemvault.core.resource.FolderAdministration;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.web.ui.part.Confirm;
import org.tandemvault.web.ui.part.EmptyState;
import org.tandemvault.web.ui.part.Every;
import org.tandemvault.web.ui.part.FolderPaths;
import org.tandemvault.web.ui.part.Notices;
import org.tandemvault.web.ui.part.OpenTo;
import org.tandemvault.web.ui.part.PageFrame;
import org.tandemvault.web.ui.part.RowMenu;
import org.tandemvault.web.ui.session.UserSession;
import org.tandemvault.web.ui.share.ShareDialog;
import org.tandemvault.web.ui.share.Shared;
import org.tandemvault.web.ui.share.SharingDesk;

/** The folders' tree: create, rename, move, share, delete. */
@Route("folders")
@PageTitle("Folders · Tandem Vault")
@OpenTo({Role.ADMIN, Role.PASSWORD_ADMIN})
@Dependent
public class FoldersView extends PageFrame {

  private final UserSession session;
  private final FolderAdministration folders;
  private final SharingDesk sharing;
  private final TreeGrid<Folder> grid = new TreeGrid<>();
  private FolderPaths paths;

  @Inject
  public FoldersView(UserSession session, FolderAdministration folders, SharingDesk sharing) {
    super("Folders");
    this.session = session;
    this.folders = folders;
    this.sharing = sharing;
    var create = new Button("New folder", VaadinIcon.PLUS.create());
    create.addThemeVariants(ButtonVariant.PRIMARY);
    create.addClickListener(e -> form().create(Optional.empty()));
    if (!session.isReadOnly()) {
      addActions(create);
    }
    grid.addThemeVariants(GridVariant.NO_BORDER, GridVariant.LUMO_COMPACT);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.addClassName("fill");
    grid.addHierarchyColumn(Folder::name)
        .setHeader("Folder")
        .setSortable(false)
        .setTooltipGenerator(Folder::name)
        .setFlexGrow(1);
    grid.addComponentColumn(this::menu).setHeader("").setWidth("56px").setFlexGrow(0);
    grid.setEmptyStateComponent(
        new EmptyState(
            VaadinIcon.FOLDER_OPEN,
            "No folders yet",
            "Folders keep resources of a team or a site together. What is shared on a folder holds"
                + " for all that is in it."));
    add(grid);
    reload();
  }

  private void reload() {
    paths = new FolderPaths(Every.of(page -> folders.list(session.caller(), page)));
    grid.setItems(paths.in(Optional.empty()), f -> paths.in(Optional.of(f.id())));
    grid.expand(paths.in(Optional.empty()));
  }

  private FolderForm form() {
    return new FolderForm(session, folders, paths, this::reload);
  }

  private Component menu(Folder folder) {
    if (session.isReadOnly()) {
      return new RowMenu(folder.name()).action("Who has access", () -> share(folder));
    }
    return new RowMenu(folder.name())
        .action("New folder in it", () -> form().create(Optional.of(folder.id())))
        .action("Rename or move", () -> form().edit(folder.id()))
        .action("Share", () -> share(folder))
        .danger("Delete", () -> confirmDelete(folder));
  }

  private void share(Folder folder) {
    var target = new ShareTarget.OfFolder(folder.id());
    Optional<Right> right = sharing.sharing().right(session.caller(), target);
    if (right.isEmpty()) {
      throw new NotFoundException(
          "You see this folder by your role only; who manages it can share it.");
    }
    var above =
        folder
            .parent()
            .flatMap(paths::find)
            .map(p -> new Shared.Place(new ShareTarget.OfFolder(p.id()), paths.path(p)))
            .stream()
            .toList();
    new ShareDialog(
            sharing,
            new Shared(target, paths.path(folder), above),
            !session.isReadOnly() && right.filter(r -> r.covers(Right.MANAGE)).isPresent())
        .open();
  }

  private void confirmDelete(Folder folder) {
    Confirm.danger(
        "Delete folder " + paths.path(folder) + "?",
        "Only an empty folder can be deleted. Its shares go with it.",
        "Delete folder",
        () -> {
          folders.delete(session.caller(), folder.id(), OptionalLong.empty());
          Notices.done("Folder " + folder.name() + " is deleted.");
          reload();
        });
  }
}
