package org.tandemvault.web.ui;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.RouterLink;
import org.tandemvault.web.ui.vault.VaultView;

/** The look of pages that could not be shown. */
abstract class ErrorPage extends Section {

  ErrorPage() {
    addClassNames("page", "empty");
  }

  final void show(VaadinIcon icon, String title, String text) {
    removeAll();
    add(
        icon.create(),
        new H1(title),
        new Paragraph(text),
        new RouterLink("Go to the vault", VaultView.class));
  }
}
