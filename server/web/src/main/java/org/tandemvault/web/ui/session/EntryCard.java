package org.tandemvault.web.ui.session;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;

/** The card in the middle of the pages that one sees before the vault. */
final class EntryCard {

  private EntryCard() {}

  static Component of(String title, Component... content) {
    var image = new Image("vault/icon.svg", "");
    var product = new Div(image, new Span("Tandem Vault"));
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
