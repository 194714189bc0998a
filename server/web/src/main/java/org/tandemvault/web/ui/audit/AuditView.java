package org.tandemvault.web.ui.audit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.AuditEvent;
import org.tandemvault.core.audit.AuditReading;
import org.tandemvault.core.audit.AuditReport;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.Scope;
import org.tandemvault.core.shared.VaultException;
import org.tandemvault.web.ui.part.Badge;
import org.tandemvault.web.ui.part.CursorPages;
import org.tandemvault.web.ui.part.EmptyState;
import org.tandemvault.web.ui.part.Narrow;
import org.tandemvault.web.ui.part.Notices;
import org.tandemvault.web.ui.part.OpenTo;
import org.tandemvault.web.ui.part.PageFrame;
import org.tandemvault.web.ui.part.Times;
import org.tandemvault.web.ui.part.TwoLines;
import org.tandemvault.web.ui.part.UiTasks;
import org.tandemvault.web.ui.session.UserSession;

/** Every event, filtered, and the button that verifies all chains. */
@Route("audit")
@PageTitle("Audit · Tandem Vault")
@OpenTo({Role.ADMIN, Role.AUDITOR})
@Dependent
public class AuditView extends PageFrame {

  private final UserSession session;
  private final AuditReading reading;
  private final UiTasks tasks;
  private final AuditFilter filter = new AuditFilter(this::reload);
  private final Grid<AuditEvent> grid = new Grid<>();
  private final Div report = new Div();
  private final Button verify = new Button("Verify", VaadinIcon.CHECK_CIRCLE_O.create());
  private final Runnable reload;

  @Inject
  public AuditView(UserSession session, AuditReading reading, UiTasks tasks) {
    super("Audit");
    this.session = session;
    this.reading = reading;
    this.tasks = tasks;
    verify.addThemeVariants(ButtonVariant.PRIMARY);
    verify.setTooltipText("Recompute every chain: no gap, no double, every signature good");
    verify.addClickListener(e -> verify());
    var filters = new Button("Filters", VaadinIcon.FILTER.create());
    filters.addClassName("filters-toggle");
    filters.addClickListener(e -> filter.setClassName("is-open", !filter.hasClassName("is-open")));
    addActions(filters, new Button("Refresh", VaadinIcon.REFRESH.create(), e -> reload()), verify);
    report.setVisible(false);
    report.getElement().setAttribute("role", "status");
    columns();
    reload =
        CursorPages.show(
            grid,
            page -> {
              reader();
              return reading.find(filter.query(), page);
            });
    grid.setEmptyStateComponent(
        new EmptyState(VaadinIcon.CLIPBOARD_TEXT, "No events", "Nothing fits these filters."));
    add(report, filter, grid);
  }

  private void reload() {
    reload.run();
  }

  /** Reading the audit is checked here, by role. */
  private Caller reader() {
    Caller caller = session.caller();
    caller.require(Scope.READ, Role.ADMIN, Role.AUDITOR);
    return caller;
  }

  private void columns() {
    grid.addThemeVariants(GridVariant.NO_BORDER, GridVariant.LUMO_COMPACT);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.addClassName("fill");
    var summary = grid.addComponentColumn(AuditView::summary).setHeader("Event");
    grid.addColumn(e -> Times.second(e.at())).setHeader("Time").setWidth("165px").setFlexGrow(0);
    grid.addColumn(e -> e.entry().actor())
        .setHeader("Who")
        .setTooltipGenerator(e -> e.entry().actor());
    grid.addColumn(e -> e.entry().action().word()).setHeader("Action");
    grid.addColumn(AuditView::target)
        .setHeader("Target")
        .setFlexGrow(2)
        .setTooltipGenerator(AuditView::target);
    grid.addComponentColumn(e -> outcome(e.entry()))
        .setHeader("Outcome")
        .setWidth("95px")
        .setFlexGrow(0);
    grid.addColumn(e -> e.entry().reason())
        .setHeader("Reason")
        .setTooltipGenerator(e -> e.entry().reason());
    grid.addColumn(e -> e.entry().client()).setHeader("From");
    grid.addColumn(e -> e.node() + " #" + e.seq()).setHeader("Node");
    Narrow.summarise(grid, summary, List.of());
  }

  private static Component summary(AuditEvent event) {
    AuditEntry entry = event.entry();
    String below = TwoLines.joined(Times.second(event.at()), entry.actor(), target(event));
    return new TwoLines(entry.action().word(), below, outcome(entry));
  }

  private static String target(AuditEvent event) {
    return event.entry().target().name();
  }

  private static Badge outcome(AuditEntry entry) {
    Outcome outcome = entry.outcome();
    return new Badge(
        outcome.word(),
        switch (outcome) {
          case OK -> Badge.Tone.GOOD;
          case REFUSED -> Badge.Tone.WARN;
          case FAILED -> Badge.Tone.BAD;
        });
  }

  private void verify() {
    reader();
    verify.setEnabled(false);
    verify.setText("Verifying …");
    UI ui = UI.getCurrent();
    tasks.run(
        () -> {
          try {
            AuditReport result = reading.verify();
            ui.access(() -> verified(new AuditVerdict(result)));
          } catch (VaultException failed) {
            ui.access(() -> verifyFailed(failed));
          }
        });
  }

  private void verified(AuditVerdict verdict) {
    report.removeAll();
    report.add(verdict);
    report.setVisible(true);
    ready();
  }

  private void verifyFailed(VaultException failed) {
    Notices.wrong(failed.getMessage());
    ready();
  }

  private void ready() {
    verify.setText("Verify");
    verify.setEnabled(true);
  }
}
