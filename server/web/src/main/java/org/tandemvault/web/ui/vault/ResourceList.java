package org.tandemvault.web.ui.vault;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.renderer.Renderer;
import java.util.Optional;
import java.util.function.Consumer;
import org.tandemvault.core.resource.Resource;
import org.tandemvault.core.resource.ResourceQuery;
import org.tandemvault.core.resource.VisibleResource;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.web.ui.part.CursorPages;
import org.tandemvault.web.ui.part.FolderPaths;

/** The resources found, one line each; scrolls through any number by keyset. */
final class ResourceList extends Grid<VisibleResource> {

  private static final String LINE =
      """
      <div class="resource-line">
        <div class="resource-line-main">
          <span class="strong ellipsis" title="${item.name}">${item.name}</span>
          <span class="quiet ellipsis" title="${item.address}">${item.address}</span>
        </div>
        <div class="resource-line-side">
          <span class="badge badge-plain" ?hidden="${!item.type}">${item.type}</span>
          <span class="quiet ellipsis" title="${item.folder}">${item.folder}</span>
        </div>
      </div>
      """;

  private final Runnable reload;
  private ResourceQuery query = ResourceQuery.ALL;
  private FolderPaths paths;

  /**
   * @param opened told which resource the reader chooses
   */
  ResourceList(Desk desk, FolderPaths paths, Consumer<ResourceId> opened) {
    this.paths = paths;
    addThemeVariants(GridVariant.NO_BORDER, GridVariant.LUMO_COMPACT);
    addClassName("resources");
    getElement().setAttribute("aria-label", "Resources");
    addColumn(line()).setHeader("Resource").setFlexGrow(1);
    setSelectionMode(SelectionMode.SINGLE);
    addSelectionListener(
        e -> {
          if (e.isFromClient()) {
            e.getFirstSelectedItem().ifPresent(r -> opened.accept(r.resource().id()));
          }
        });
    reload =
        CursorPages.show(
            this, page -> desk.catalogue().resources().search(desk.caller(), query, page));
  }

  void search(String text, Optional<FolderId> folder) {
    var asked = new ResourceQuery(text, Optional.empty(), folder);
    if (!asked.equals(query)) {
      query = asked;
      reload();
    }
  }

  /** True if the list is narrowed. */
  boolean isNarrowed() {
    return !query.equals(ResourceQuery.ALL);
  }

  void reload() {
    deselectAll();
    reload.run();
  }

  void reload(FolderPaths fresh) {
    paths = fresh;
    reload();
  }

  private Renderer<VisibleResource> line() {
    return LitRenderer.<VisibleResource>of(LINE)
        .withProperty("name", r -> r.resource().name())
        .withProperty("address", r -> r.resource().address())
        .withProperty("type", r -> r.resource().type())
        .withProperty("folder", r -> folderOf(r.resource()));
  }

  private String folderOf(Resource resource) {
    return resource.folder().flatMap(paths::find).map(paths::path).orElse("");
  }
}
