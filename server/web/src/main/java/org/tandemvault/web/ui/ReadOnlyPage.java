package org.tandemvault.web.ui;

import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import org.tandemvault.core.shared.ReadOnlyNodeException;

/** What those see who open a page on a standby that only changes something. */
@ParentLayout(MainLayout.class)
@PageTitle("Read-only standby · Tandem Vault")
public class ReadOnlyPage extends ErrorPage implements HasErrorParameter<ReadOnlyNodeException> {

  @Override
  public int setErrorParameter(
      BeforeEnterEvent event, ErrorParameter<ReadOnlyNodeException> parameter) {
    String primary = parameter.getException().primary();
    show(
        VaadinIcon.LOCK,
        "Not on a standby",
        "This page only changes things, and this node is read-only. Do it on the primary"
            + (primary.isEmpty() ? "." : ", " + primary + "."));
    return 409;
  }
}
