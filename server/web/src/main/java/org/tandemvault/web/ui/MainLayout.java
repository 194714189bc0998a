package org.tandemvault.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Image;
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
import org.tandemvault.core.node.Node;
import org.tandemvault.web.ui.session.UserSession;
import org.tandemvault.web.ui.vault.VaultView;

/** The frame around every page: navigation at the left, search and the user's menu on top. */
@Dependent
@Layout
public class MainLayout extends AppLayout implements AfterNavigationObserver {

  private static final int TYPING_MILLIS = 250;

  private final TextField search = new TextField();

  @Inject
  public MainLayout(UserSession session, Node node) {
    setPrimarySection(Section.DRAWER);
    addToNavbar(bar(session, node));
    session.current().ifPresent(caller -> addToDrawer(brand(), new Menu(caller)));
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    var typed = event.getLocation().getQueryParameters().getParameters().get("q");
    String text = getContent() instanceof VaultView && typed != null ? typed.getFirst() : "";
    if (!search.getValue().equals(text)) {
      search.setValue(text);
    }
  }

  private Component bar(UserSession session, Node node) {
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
    var top = new Div(bar);
    top.addClassName("top");
    if (!node.acceptsWrites()) {
      top.addComponentAsFirst(readOnly(node));
    }
    return top;
  }

  private void search(String text) {
    getUI()
        .ifPresent(
            ui ->
                ui.navigate(
                    VaultView.class,
                    text.isBlank() ? QueryParameters.empty() : QueryParameters.of("q", text)));
  }

  private static Component readOnly(Node node) {
    String where =
        node.primaryUrl().isEmpty() ? "" : " Changes are made at " + node.primaryUrl() + ".";
    var banner = new Div(VaadinIcon.LOCK.create(), new Span("Read-only standby." + where));
    banner.addClassName("banner");
    banner.getElement().setAttribute("role", "status");
    return banner;
  }

  private static Component brand() {
    var link = new RouterLink(VaultView.class);
    link.add(new Image("vault/icon.svg", ""), new Span("Tandem Vault"));
    link.addClassName("brand");
    return link;
  }
}
