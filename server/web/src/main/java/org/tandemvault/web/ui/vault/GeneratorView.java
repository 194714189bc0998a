package org.tandemvault.web.ui.vault;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.tandemvault.web.ui.part.PageFrame;

/** The password generator by itself. */
@Route("generator")
@PageTitle("Generator · Tandem Vault")
@Dependent
public class GeneratorView extends PageFrame {

  @Inject
  public GeneratorView(Desk desk) {
    super("Password generator");
    add(
        new Paragraph(
            "Random passwords from the vault's own generator. They are not stored anywhere."),
        new GeneratorPanel(desk));
  }
}
