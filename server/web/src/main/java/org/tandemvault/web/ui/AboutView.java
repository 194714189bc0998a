package org.tandemvault.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.enterprise.context.Dependent;
import org.tandemvault.web.ui.look.Look;
import org.tandemvault.web.ui.part.Facts;
import org.tandemvault.web.ui.part.PageFrame;

/** What runs here, under which licence, and the organisation's own licence file. */
@Route("about")
@PageTitle("About · Tandem Vault")
@Dependent
public class AboutView extends PageFrame {

  public AboutView() {
    super("About");
    Look look = Look.current();
    var product = new Div(new H2(Look.PRODUCT), facts(look));
    product.addClassNames("card", "stack", "wide");
    add(product, licence(look));
  }

  private static Component facts(Look look) {
    var facts = new Facts();
    if (!look.title().equals(Look.PRODUCT)) {
      facts.fact("Here called", look.title());
    }
    if (!look.about().version().isEmpty()) {
      facts.fact("Version", look.about().version());
    }
    return facts.fact("Licence", "Apache License 2.0; LICENSE and NOTICE are in its folder");
  }

  private static Component licence(Look look) {
    var card = new Div(new H2("Licence file"));
    card.addClassNames("card", "stack", "wide");
    look.about()
        .licence()
        .ifPresentOrElse(
            file -> {
              card.add(
                  new Facts()
                      .fact("File", "conf/" + file.name())
                      .fact("Size", file.size() + " bytes"));
              if (!file.text().isEmpty()) {
                var text = new Pre(file.text());
                text.addClassName("licence-text");
                card.add(text);
              }
            },
            () ->
                card.add(
                    new Paragraph(
                        "There is none, and none is needed: nothing in this vault is locked.")));
    return card;
  }
}
