package org.tandemvault.web.ui.transfer;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import org.tandemvault.core.resource.ImportReport;
import org.tandemvault.core.resource.ImportReport.RowError;
import org.tandemvault.web.ui.part.Times;

/** What an import did or would do, with a line for each row that stands in its way. */
final class ImportOutcome extends Div {

  private static final int FEW = 10;

  ImportOutcome(ImportReport report, boolean dryRun) {
    boolean good = report.errors().isEmpty();
    addClassNames("card", "verdict", good ? "is-good" : "is-bad");
    add(new H2(title(good, dryRun)));
    if (good) {
      add(
          new Paragraph(
              "%s: %d, %s: %d, equal and skipped: %d"
                  .formatted(
                      dryRun ? "Accounts to create" : "Accounts created",
                      report.created(),
                      dryRun ? "to update" : "updated",
                      report.updated(),
                      report.skipped())));
      return;
    }
    add(
        new Paragraph(
            Times.count(report.errors().size(), "row")
                + " can't be imported. Mend them in the file and choose it again; nothing was"
                + " changed."));
    add(errors(report));
  }

  private static String title(boolean good, boolean dryRun) {
    if (!good) {
      return "Nothing was imported";
    }
    return dryRun ? "The file is good" : "Imported";
  }

  private static Grid<RowError> errors(ImportReport report) {
    var grid = new Grid<RowError>();
    grid.addThemeVariants(
        GridVariant.LUMO_COMPACT, GridVariant.WRAP_CELL_CONTENT, GridVariant.NO_BORDER);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.addColumn(RowError::row).setHeader("Row").setWidth("80px").setFlexGrow(0);
    grid.addColumn(RowError::message).setHeader("What is wrong");
    grid.setItems(report.errors());
    if (report.errors().size() <= FEW) {
      grid.setAllRowsVisible(true);
    } else {
      grid.setHeight("360px");
    }
    return grid;
  }
}
