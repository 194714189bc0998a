package org.tandemvault.web.ui.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.tandemvault.core.identity.Directory;
import org.tandemvault.core.identity.Group;
import org.tandemvault.core.identity.GroupAdministration;
import org.tandemvault.core.identity.Role;
import org.tandemvault.web.ui.part.Confirm;
import org.tandemvault.web.ui.part.CursorPages;
import org.tandemvault.web.ui.part.EmptyState;
import org.tandemvault.web.ui.part.FilterField;
import org.tandemvault.web.ui.part.Narrow;
import org.tandemvault.web.ui.part.Notices;
import org.tandemvault.web.ui.part.OpenTo;
import org.tandemvault.web.ui.part.PageFrame;
import org.tandemvault.web.ui.part.RowMenu;
import org.tandemvault.web.ui.part.Times;
import org.tandemvault.web.ui.part.TwoLines;
import org.tandemvault.web.ui.session.UserSession;

/** Users and groups under one name, to share with. */
@Route("admin/groups")
@PageTitle("Groups · Tandem Vault")
@OpenTo({Role.ADMIN, Role.PASSWORD_ADMIN, Role.AUDITOR})
@Dependent
public class GroupsView extends PageFrame {

  private final UserSession session;
  private final GroupAdministration groups;
  private final Directory directory;
  private final TextField filter = new FilterField("Start of a name", this::reload);
  private final Grid<Group> grid = new Grid<>();
  private final Runnable reload;

  @Inject
  public GroupsView(UserSession session, GroupAdministration groups, Directory directory) {
    super("Groups");
    this.session = session;
    this.groups = groups;
    this.directory = directory;
    addActions(filter);
    boolean mayEdit = !session.isReadOnly() && session.caller().is(Role.ADMIN);
    if (mayEdit) {
      var create = new Button("New group", VaadinIcon.PLUS.create());
      create.addThemeVariants(ButtonVariant.PRIMARY);
      create.addClickListener(e -> form().create());
      addActions(create);
    }
    columns(mayEdit);
    grid.setEmptyStateComponent(
        new EmptyState(
            VaadinIcon.USERS,
            "No groups here",
            "A group lets you share with a whole team at once; groups may hold groups."));
    reload = CursorPages.show(grid, page -> groups.list(session.caller(), filter.getValue(), page));
    add(grid);
  }

  private void reload() {
    reload.run();
  }

  private GroupForm form() {
    return new GroupForm(session, groups, directory, this::reload);
  }

  private void columns(boolean mayEdit) {
    grid.addThemeVariants(GridVariant.NO_BORDER, GridVariant.LUMO_COMPACT);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.addClassName("fill");
    var summary =
        grid.addComponentColumn(
                g -> new TwoLines(g.name(), TwoLines.joined(members(g), g.description())))
            .setHeader("Group");
    grid.addColumn(Group::name).setHeader("Name").setTooltipGenerator(Group::name);
    grid.addColumn(Group::description)
        .setHeader("Description")
        .setFlexGrow(2)
        .setTooltipGenerator(Group::description);
    grid.addColumn(GroupsView::members).setHeader("Members");
    List<Grid.Column<?>> always = new ArrayList<>();
    if (mayEdit) {
      always.add(grid.addComponentColumn(this::menu).setHeader("").setWidth("56px").setFlexGrow(0));
    }
    Narrow.summarise(grid, summary, always);
  }

  private static String members(Group group) {
    return group.members().isEmpty()
        ? "nobody yet"
        : Times.count(group.members().size(), "direct member");
  }

  private Component menu(Group group) {
    return new RowMenu(group.name())
        .action("Edit", () -> form().edit(group.id()))
        .danger("Delete", () -> confirmDelete(group));
  }

  private void confirmDelete(Group group) {
    Confirm.danger(
        "Delete group " + group.name() + "?",
        "Its members lose what was shared with the group. The members themselves stay.",
        "Delete group",
        () -> {
          groups.delete(session.caller(), group.id(), OptionalLong.empty());
          Notices.done("Group " + group.name() + " is deleted.");
          reload();
        });
  }
}
