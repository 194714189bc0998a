package org.tandemvault.web.ui.vault;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.web.ui.part.EmptyState;
import org.tandemvault.web.ui.part.Every;
import org.tandemvault.web.ui.part.FolderPaths;

/**
 * The vault: folders, the resources found, and the one that is open.
 *
 * <p>Everything that is chosen stands in the address ({@code /resources/ID?q=&folder=}), so that
 * back, reload and links work.
 */
@Route("")
@RouteAlias("resources/:resource")
@PageTitle("Passwords · Tandem Vault")
@Dependent
public class VaultView extends Div implements BeforeEnterObserver {

  private static final String RESOURCE = "resource";

  private final Desk desk;
  private final FolderTree tree;
  private final ResourceList list;
  private final Div detail = new Div();
  private FolderPaths paths;
  private String text = "";
  private Optional<FolderId> folder = Optional.empty();

  @Inject
  public VaultView(Desk desk) {
    this.desk = desk;
    this.paths = loadFolders();
    this.tree = new FolderTree(paths, this::openFolder);
    this.list = new ResourceList(desk, paths, this::open);
    addClassName("vault");
    detail.addClassName("vault-detail");
    add(side(), middle(), detail);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    Map<String, List<String>> query = event.getLocation().getQueryParameters().getParameters();
    text = query.getOrDefault("q", List.of("")).getFirst();
    folder = FolderId.parse(query.getOrDefault("folder", List.of("")).getFirst());
    tree.mark(folder);
    list.search(text, folder);
    showEmpty();
    Optional<String> asked = event.getRouteParameters().get(RESOURCE);
    detail.removeAll();
    setClassName("has-detail", asked.isPresent());
    asked.ifPresent(id -> detail.add(detail(id)));
    if (asked.isEmpty()) {
      list.deselectAll();
    }
  }

  private Component detail(String id) {
    ResourceId resource =
        ResourceId.parse(id).orElseThrow(() -> NotFoundException.of("resource", id));
    var visible = desk.catalogue().resources().get(desk.caller(), resource);
    return new ResourceDetail(
        desk,
        visible,
        paths,
        new ResourceDetail.Around() {
          @Override
          public void saved(ResourceId saved) {
            reloadAnd(saved);
          }

          @Override
          public void closed(boolean listChanged) {
            if (listChanged) {
              list.reload();
            }
            openFolder(folder);
          }
        });
  }

  private Component side() {
    var side = new Div(tree);
    side.addClassName("vault-folders");
    return side;
  }

  private Component middle() {
    var folders = new Button("Folders", VaadinIcon.FOLDER_OPEN_O.create());
    folders.addThemeVariants(ButtonVariant.SMALL);
    folders.addClassName("folders-toggle");
    folders.addClickListener(e -> setClassName("show-folders", !hasClassName("show-folders")));
    var head = new Div(new H1("Passwords"), folders);
    head.addClassName("page-head");
    if (mayCreate()) {
      head.add(newResource(ButtonVariant.PRIMARY));
    }
    var middle = new Div(head, list);
    middle.addClassName("vault-list");
    return middle;
  }

  private Button newResource(ButtonVariant variant) {
    var button = new Button("New resource", VaadinIcon.PLUS.create());
    button.addThemeVariants(variant, ButtonVariant.SMALL);
    button.addClickListener(e -> new ResourceForm(desk, paths, this::reloadAnd).create(folder));
    return button;
  }

  private void showEmpty() {
    if (list.isNarrowed()) {
      list.setEmptyStateComponent(
          new EmptyState(
              VaadinIcon.SEARCH,
              "Nothing found",
              "Every word must be the start of a word in a name, address, description or login."
                  + " Try fewer words or another folder."));
    } else if (mayCreate()) {
      list.setEmptyStateComponent(
          new EmptyState(
              VaadinIcon.KEY,
              "Your vault is empty",
              "Create the first resource (a host or application) and add its accounts, or import a"
                  + " CSV file.",
              newResource(ButtonVariant.PRIMARY)));
    } else {
      list.setEmptyStateComponent(
          new EmptyState(
              VaadinIcon.KEY,
              "Nothing is shared with you yet",
              "Ask somebody with the role password-admin to share the resources that you need."));
    }
  }

  private boolean mayCreate() {
    Caller caller = desk.caller();
    return !desk.isReadOnly() && (caller.is(Role.ADMIN) || caller.is(Role.PASSWORD_ADMIN));
  }

  private void reloadAnd(ResourceId saved) {
    paths = loadFolders();
    tree.reload(paths);
    list.reload(paths);
    open(saved);
  }

  private void open(ResourceId id) {
    getUI().ifPresent(ui -> ui.navigate("resources/" + id.text(), query()));
  }

  private void openFolder(Optional<FolderId> chosen) {
    folder = chosen;
    removeClassName("show-folders");
    getUI().ifPresent(ui -> ui.navigate(VaultView.class, query()));
  }

  private QueryParameters query() {
    var parameters = new HashMap<String, String>();
    if (!text.isBlank()) {
      parameters.put("q", text);
    }
    folder.ifPresent(id -> parameters.put("folder", id.text()));
    return QueryParameters.simple(parameters);
  }

  private FolderPaths loadFolders() {
    return new FolderPaths(Every.of(page -> desk.catalogue().folders().list(desk.caller(), page)));
  }
}
