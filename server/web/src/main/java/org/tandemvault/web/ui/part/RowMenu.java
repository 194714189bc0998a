package org.tandemvault.web.ui.part;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;

/** The three dots of a line, with what can be done with it. */
public final class RowMenu extends MenuBar {

  private final MenuItem root;

  /**
   * @param name of the thing in the line, for screen readers
   */
  public RowMenu(String name) {
    addThemeVariants(MenuBarVariant.TERTIARY, MenuBarVariant.LUMO_ICON, MenuBarVariant.SMALL);
    root = addItem(VaadinIcon.ELLIPSIS_DOTS_V.create());
    root.setAriaLabel("More for " + name);
  }

  /** Adds an action; what it refuses is told. */
  public RowMenu action(String text, Runnable action) {
    root.getSubMenu().addItem(text, e -> Confirm.act(action));
    return this;
  }

  /** Adds an action that destroys something; it must ask first. */
  public RowMenu danger(String text, Runnable action) {
    root.getSubMenu().addItem(text, e -> Confirm.act(action)).addClassName("danger");
    return this;
  }
}
