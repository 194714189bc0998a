package org.tandemvault.web.ui.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.policy.PasswordPolicy;
import org.tandemvault.core.policy.PolicyAdministration;
import org.tandemvault.web.ui.part.Confirm;
import org.tandemvault.web.ui.part.CursorPages;
import org.tandemvault.web.ui.part.EmptyState;
import org.tandemvault.web.ui.part.Narrow;
import org.tandemvault.web.ui.part.Notices;
import org.tandemvault.web.ui.part.OpenTo;
import org.tandemvault.web.ui.part.PageFrame;
import org.tandemvault.web.ui.part.RowMenu;
import org.tandemvault.web.ui.part.Times;
import org.tandemvault.web.ui.part.TwoLines;
import org.tandemvault.web.ui.session.UserSession;

/** What passwords of accounts must look like. */
@Route("admin/policies")
@PageTitle("Policies · Tandem Vault")
@OpenTo(Role.ADMIN)
@Dependent
public class PoliciesView extends PageFrame {

  private final UserSession session;
  private final PolicyAdministration policies;
  private final Grid<PasswordPolicy> grid = new Grid<>();
  private final Runnable reload;

  @Inject
  public PoliciesView(UserSession session, PolicyAdministration policies) {
    super("Password policies");
    this.session = session;
    this.policies = policies;
    var create = new Button("New policy", VaadinIcon.PLUS.create());
    create.addThemeVariants(ButtonVariant.PRIMARY);
    create.addClickListener(e -> form().create());
    if (!session.isReadOnly()) {
      addActions(create);
    }
    columns();
    grid.setEmptyStateComponent(
        new EmptyState(
            VaadinIcon.SHIELD,
            "No policies yet",
            "A policy says how long passwords of accounts are, when they expire and whether a"
                + " reveal needs a reason. Create one, then choose it at accounts."));
    reload = CursorPages.show(grid, page -> policies.list(session.caller(), page));
    add(grid);
  }

  private void reload() {
    reload.run();
  }

  private PolicyForm form() {
    return new PolicyForm(session, policies, this::reload);
  }

  private void columns() {
    grid.addThemeVariants(GridVariant.NO_BORDER, GridVariant.LUMO_COMPACT);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.addClassName("fill");
    var summary =
        grid.addComponentColumn(
                p ->
                    new TwoLines(
                        p.name(),
                        p.minLength() + " or more of " + kinds(p) + " · expiry " + age(p)))
            .setHeader("Policy");
    grid.addColumn(PasswordPolicy::name)
        .setHeader("Name")
        .setTooltipGenerator(PasswordPolicy::name);
    grid.addColumn(PasswordPolicy::minLength).setHeader("Length from");
    grid.addColumn(PoliciesView::kinds).setHeader("At least one of each").setFlexGrow(2);
    grid.addColumn(PoliciesView::age).setHeader("Expiry");
    grid.addColumn(p -> p.requireReason() ? "needed" : "not needed").setHeader("Reason");
    List<Grid.Column<?>> always = new ArrayList<>();
    if (!session.isReadOnly()) {
      always.add(grid.addComponentColumn(this::menu).setHeader("").setWidth("56px").setFlexGrow(0));
    }
    Narrow.summarise(grid, summary, always);
  }

  private static String kinds(PasswordPolicy p) {
    String kinds =
        Stream.of(
                p.upper() ? "upper" : "",
                p.lower() ? "lower" : "",
                p.digits() ? "digits" : "",
                p.symbols() ? "symbols" : "")
            .filter(kind -> !kind.isEmpty())
            .collect(Collectors.joining(", "));
    return kinds.isEmpty() ? "any kind" : kinds;
  }

  private static String age(PasswordPolicy p) {
    return p.maxAgeDays() == 0 ? "never" : "after " + Times.count(p.maxAgeDays(), "day");
  }

  private Component menu(PasswordPolicy policy) {
    return new RowMenu(policy.name())
        .action("Edit", () -> form().edit(policy.id()))
        .danger("Delete", () -> confirmDelete(policy));
  }

  private void confirmDelete(PasswordPolicy policy) {
    Confirm.danger(
        "Delete policy " + policy.name() + "?",
        "A policy that accounts still refer to can't be deleted.",
        "Delete policy",
        () -> {
          policies.delete(session.caller(), policy.id(), OptionalLong.empty());
          Notices.done("Policy " + policy.name() + " is deleted.");
          reload();
        });
  }
}
