package org.tandemvault.web.ui;

import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import org.tandemvault.core.shared.VaultException;

/** A page could not be made. */
@ParentLayout(MainLayout.class)
@PageTitle("Something went wrong · Tandem Vault")
public class TroublePage extends ErrorPage implements HasErrorParameter<Exception> {

  @Override
  public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
    Exception thrown = parameter.getException();
    String text =
        thrown instanceof VaultException known ? known.getMessage() : ErrorRim.unknown(thrown);
    show(VaadinIcon.WARNING, "Something went wrong", text);
    return 500;
  }
}
