package org.tandemvault.web.ui.session;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import org.tandemvault.web.ui.look.Look;

/** The card in the middle of the pages that one sees before the vault. */
public final class EntryCard {

  private EntryCard() {}

  public static Component of(String title, Component... content) {
    Look look = Look.current();
    var product = new Div(look.image(), new Span(look.title()));
    product.addClassName("entry-product");
    var form = new Form();
    form.add(content);
    var card = new Div(product, new H1(title), form);
    card.addClassName("entry-card");
    return card;
  }

  /** A real form, so that password managers see one; it is never sent by the browser itself. */
  @Tag("form")
  private static final class Form extends HtmlContainer {
    Form() {
      getElement().setAttribute("onsubmit", "return false");
      addClassName("entry-form");
    }
  }
}
