package org.tandemvault.web.ui.part;

import com.vaadin.flow.component.html.DescriptionList;

/** Names and what is so about them, in two columns. */
public final class Facts extends DescriptionList {

  public Facts() {
    addClassName("facts");
  }

  /** Adds a line. */
  public Facts fact(String name, String value) {
    add(new Term(name), new Description(value));
    return this;
  }
}
