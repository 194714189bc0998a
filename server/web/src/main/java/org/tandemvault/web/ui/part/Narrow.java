package org.tandemvault.web.ui.part;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.page.ExtendedClientDetails;
import com.vaadin.flow.shared.Registration;
import java.util.List;

/** Shows one summary column in place of the others on narrow screens. */
public final class Narrow {

  private static final int PIXELS = 760;

  private Narrow() {}

  /**
   * From now on the grid shows {@code summary} alone when narrow, else the others.
   *
   * @param always columns that stay, such as buttons
   */
  public static void summarise(
      Grid<?> grid, Grid.Column<?> summary, List<? extends Grid.Column<?>> always) {
    grid.addAttachListener(
        attach -> {
          UI ui = attach.getUI();
          apply(grid, summary, always, width(ui) < PIXELS);
          Registration listening =
              ui.getPage()
                  .addBrowserWindowResizeListener(
                      e -> apply(grid, summary, always, e.getWidth() < PIXELS));
          grid.addDetachListener(
              detach -> {
                listening.remove();
                detach.unregisterListener();
              });
        });
  }

  private static void apply(
      Grid<?> grid, Grid.Column<?> summary, List<? extends Grid.Column<?>> always, boolean narrow) {
    for (Grid.Column<?> column : grid.getColumns()) {
      boolean isSummary = column == summary;
      column.setVisible(always.contains(column) || isSummary == narrow);
    }
  }

  private static int width(UI ui) {
    ExtendedClientDetails details = ui.getPage().getExtendedClientDetails();
    return details == null || details.getWindowInnerWidth() <= 0
        ? Integer.MAX_VALUE
        : details.getWindowInnerWidth();
  }
}
