package org.tandemvault.web.ui;

import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import org.tandemvault.core.shared.NotFoundException;

/** The thing does not exist, or the reader may not know of it: both look alike. */
@ParentLayout(MainLayout.class)
@PageTitle("Not found · Tandem Vault")
public class NoSuchThingPage extends ErrorPage implements HasErrorParameter<NotFoundException> {

  @Override
  public int setErrorParameter(
      BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
    show(VaadinIcon.QUESTION_CIRCLE, "Not found", parameter.getException().getMessage());
    return 404;
  }
}
