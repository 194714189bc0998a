package org.tandemvault.web.ui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Section;

/** A page with a heading and, at its right, what can be done there. */
public abstract class PageFrame extends Section {

  private final Div actions = new Div();

  protected PageFrame(String title) {
    addClassName("page");
    actions.addClassName("page-actions");
    var head = new Div(new H1(title), actions);
    head.addClassName("page-head");
    add(head);
  }

  /** Puts buttons beside the heading. */
  protected final void addActions(Component... buttons) {
    actions.add(buttons);
  }
}
