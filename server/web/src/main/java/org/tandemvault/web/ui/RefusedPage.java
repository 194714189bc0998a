package org.tandemvault.web.ui;

import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import org.tandemvault.core.shared.ForbiddenException;

/** What those see who open a page that is not for them. */
@ParentLayout(MainLayout.class)
@PageTitle("Not open to you · Tandem Vault")
public class RefusedPage extends ErrorPage implements HasErrorParameter<ForbiddenException> {

  @Override
  public int setErrorParameter(
      BeforeEnterEvent event, ErrorParameter<ForbiddenException> parameter) {
    show(
        VaadinIcon.LOCK,
        "Not open to you",
        parameter.getException().getMessage()
            + " If you need it, ask an administrator of the vault for the role.");
    return 403;
  }
}
