package org.tandemvault.web.ui.vault;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.Optional;
import org.tandemvault.core.resource.Account;
import org.tandemvault.core.resource.PasswordVersion;
import org.tandemvault.web.ui.part.CursorPages;
import org.tandemvault.web.ui.part.Times;

/** Every version of an account's password: when, by whom, and to reveal. */
final class HistoryDialog extends Dialog {

  HistoryDialog(Desk desk, Account account, String name) {
    addClassNames("editor", "history");
    setHeaderTitle("History of " + name);
    var grid = new Grid<PasswordVersion>();
    grid.addThemeVariants(GridVariant.NO_BORDER, GridVariant.LUMO_COMPACT);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.addColumn(PasswordVersion::version).setHeader("Version").setWidth("90px").setFlexGrow(0);
    grid.addColumn(v -> Times.minute(v.changedAt())).setHeader("Changed").setFlexGrow(1);
    grid.addColumn(PasswordVersion::changedBy)
        .setHeader("By")
        .setTooltipGenerator(PasswordVersion::changedBy);
    grid.addComponentColumn(v -> revealing(desk, account, name, v))
        .setHeader("Reveal")
        .setWidth("80px")
        .setFlexGrow(0);
    CursorPages.show(
        grid, page -> desk.catalogue().accounts().history(desk.caller(), account.id(), page));
    grid.setHeight("320px");
    add(grid);
    getFooter().add(new Button("Close", e -> close()));
  }

  private static Button revealing(
      Desk desk, Account account, String name, PasswordVersion version) {
    var button = new Button(VaadinIcon.EYE.create());
    button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.LUMO_ICON);
    button.setAriaLabel("Reveal version " + version.version());
    button.addClickListener(
        e ->
            new RevealDialog(
                    desk, new RevealedAccount(account, name, Optional.of(version.version())))
                .start());
    return button;
  }
}
