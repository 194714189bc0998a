package org.tandemvault.web.ui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;

/** What stands where nothing is: what this place is for and what to do next. */
public final class EmptyState extends Div {

  public EmptyState(VaadinIcon icon, String title, String text, Component... actions) {
    addClassName("empty");
    var heading = new Span(title);
    heading.addClassName("empty-title");
    add(icon.create(), heading, new Paragraph(text));
    add(actions);
  }
}
