package org.tandemvault.web.ui;

import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;

/** There is no page at this address. */
@ParentLayout(MainLayout.class)
@PageTitle("No such page · Tandem Vault")
public class NoSuchPage extends ErrorPage implements HasErrorParameter<NotFoundException> {

  @Override
  public int setErrorParameter(
      BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
    show(
        VaadinIcon.QUESTION_CIRCLE,
        "No such page",
        "The address is wrong, or the page has moved. Start again from the vault.");
    return 404;
  }
}
