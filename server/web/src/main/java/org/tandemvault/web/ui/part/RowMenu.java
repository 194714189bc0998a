package org.tandemvault.web.ui.part;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.List;

/** The three dots of a line, with what can be done with it. */
public final class RowMenu extends Button {

  private final ContextMenu menu;

  /**
   * @param name of the thing in the line, for screen readers
   */
  public RowMenu(String name) {
    super(VaadinIcon.ELLIPSIS_DOTS_V.create());
    addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.LUMO_ICON, ButtonVariant.SMALL);
    setAriaLabel("More for " + name);
    getElement().setAttribute("aria-haspopup", "menu");
    menu = new ContextMenu(this);
    menu.setOpenOnClick(true);
  }

  /** What it offers, from the top. */
  public List<String> offers() {
    return menu.getItems().stream().map(MenuItem::getText).toList();
  }

  /** Adds an action; what it refuses is told. */
  public RowMenu action(String text, Runnable action) {
    menu.addItem(text, e -> Confirm.act(action));
    return this;
  }

  /** Adds an action that destroys something; it must ask first. */
  public RowMenu danger(String text, Runnable action) {
    menu.addItem(text, e -> Confirm.act(action)).addClassName("danger");
    return this;
  }
}
