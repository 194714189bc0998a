package org.tandemvault.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.tandemvault.web.ui.admin.HighAvailabilityView;
import org.tandemvault.web.ui.look.Look;
import org.tandemvault.web.ui.node.NodeBanner;
import org.tandemvault.web.ui.node.NodeNews;
import org.tandemvault.web.ui.part.Notices;
import org.tandemvault.web.ui.session.FromStandby;
import org.tandemvault.web.ui.session.UserSession;
import org.tandemvault.web.ui.vault.VaultView;

/** The frame around every page: navigation at the left, search and the user's menu on top. */
@Dependent
@Layout
public class MainLayout extends AppLayout implements AfterNavigationObserver {

  private static final int TYPING_MILLIS = 250;

  private static final Class<?> HA_PAGE = HighAvailabilityView.class;

  private final TextField search = new TextField();

  @Inject
  public MainLayout(UserSession session, NodeNews news) {
    setPrimarySection(Section.DRAWER);
    var caller = session.current();
    boolean details = caller.filter(c -> PageAccess.allows(c, HA_PAGE)).isPresent();
    var top = new Div(new NodeBanner(news, details), bar(session));
    top.addClassName("top");
    addToNavbar(top);
    caller.ifPresent(c -> addToDrawer(brand(), new Menu(c, session.isReadOnly())));
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    var typed = event.getLocation().getQueryParameters().getParameters().get("q");
    String text = getContent() instanceof VaultView && typed != null ? typed.getFirst() : "";
    if (!search.getValue().equals(text)) {
      search.setValue(text);
    }
    if (FromStandby.isIn(event.getLocation())) {
      Notices.done("The standby sent you here: the primary is alive, so work goes on here.");
    }
  }

  private Component bar(UserSession session) {
    var toggle = new DrawerToggle();
    toggle.setAriaLabel("Navigation");
    search.setPlaceholder("Search resources, addresses, logins");
    search.setAriaLabel("Search the vault");
    search.setPrefixComponent(VaadinIcon.SEARCH.create());
    search.setClearButtonVisible(true);
    search.setValueChangeMode(ValueChangeMode.LAZY);
    search.setValueChangeTimeout(TYPING_MILLIS);
    search.addClassName("bar-search");
    search.addValueChangeListener(
        e -> {
          if (e.isFromClient()) {
            search(e.getValue());
          }
        });
    var bar = new Header(toggle, search);
    bar.addClassName("bar");
    session.current().ifPresent(caller -> bar.add(new UserMenu(session, caller)));
    return bar;
  }

  private void search(String text) {
    getUI()
        .ifPresent(
            ui ->
                ui.navigate(
                    VaultView.class,
                    text.isBlank() ? QueryParameters.empty() : QueryParameters.of("q", text)));
  }

  private static Component brand() {
    var link = new RouterLink(VaultView.class);
    Look look = Look.current();
    link.add(look.image(), new Span(look.title()));
    link.addClassName("brand");
    return link;
  }
}
