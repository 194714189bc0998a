package org.tandemvault.web.ui.vault;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.treegrid.TreeGrid;
import com.vaadin.flow.data.provider.hierarchy.AbstractBackEndHierarchicalDataProvider;
import com.vaadin.flow.data.provider.hierarchy.HierarchicalQuery;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.tandemvault.core.resource.Folder;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.web.ui.part.FolderPaths;

/** The folders to narrow the list by. Children are sent to the browser as they are opened. */
final class FolderTree extends TreeGrid<FolderTree.Branch> {

  /** One line of the tree: a folder, or all resources. */
  record Branch(Optional<FolderId> folder, String name) {
    static final Branch ALL = new Branch(Optional.empty(), "All resources");

    static Branch of(Folder folder) {
      return new Branch(Optional.of(folder.id()), folder.name());
    }
  }

  private FolderPaths paths;

  /**
   * @param chosen told when the reader chooses another folder
   */
  FolderTree(FolderPaths paths, Consumer<Optional<FolderId>> chosen) {
    this.paths = paths;
    addThemeVariants(GridVariant.NO_BORDER, GridVariant.NO_ROW_BORDERS, GridVariant.LUMO_COMPACT);
    addClassName("tree");
    getElement().setAttribute("aria-label", "Folders");
    addHierarchyColumn(Branch::name).setTooltipGenerator(Branch::name).setFlexGrow(1);
    setSelectionMode(Grid.SelectionMode.SINGLE);
    setDataProvider(new Branches());
    select(Branch.ALL);
    addItemClickListener(
        e -> {
          select(e.getItem());
          chosen.accept(e.getItem().folder());
        });
  }

  /** Marks the folder that the list shows. */
  void mark(Optional<FolderId> folder) {
    select(folder.flatMap(paths::find).map(Branch::of).orElse(Branch.ALL));
  }

  void reload(FolderPaths fresh) {
    paths = fresh;
    getDataProvider().refreshAll();
  }

  /** The visible folders as a hierarchy; "all" stands first at the top. */
  private final class Branches extends AbstractBackEndHierarchicalDataProvider<Branch, Void> {

    @Override
    protected Stream<Branch> fetchChildrenFromBackEnd(HierarchicalQuery<Branch, Void> query) {
      return children(query.getParent()).stream().skip(query.getOffset()).limit(query.getLimit());
    }

    @Override
    public int getChildCount(HierarchicalQuery<Branch, Void> query) {
      return (int)
          children(query.getParent()).stream()
              .skip(query.getOffset())
              .limit(query.getLimit())
              .count();
    }

    @Override
    public boolean hasChildren(Branch branch) {
      return branch.folder().isPresent() && !paths.in(branch.folder()).isEmpty();
    }

    private List<Branch> children(Branch parent) {
      if (parent != null) {
        return paths.in(parent.folder()).stream().map(Branch::of).toList();
      }
      return Stream.concat(
              Stream.of(Branch.ALL), paths.in(Optional.empty()).stream().map(Branch::of))
          .toList();
    }
  }
}
