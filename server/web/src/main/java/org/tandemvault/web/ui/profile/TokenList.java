package org.tandemvault.web.ui.profile;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.stream.Collectors;
import org.tandemvault.core.identity.ApiToken;
import org.tandemvault.core.identity.Scope;
import org.tandemvault.core.identity.TokenAdministration;
import org.tandemvault.web.ui.part.Confirm;
import org.tandemvault.web.ui.part.Editor;
import org.tandemvault.web.ui.part.Every;
import org.tandemvault.web.ui.part.FormErrors;
import org.tandemvault.web.ui.part.Notices;
import org.tandemvault.web.ui.part.ShownOnce;
import org.tandemvault.web.ui.part.Times;
import org.tandemvault.web.ui.part.TwoLines;
import org.tandemvault.web.ui.session.UserSession;

/** One's own API tokens. */
@Dependent
public class TokenList extends Div {

  private final UserSession session;
  private final TokenAdministration tokens;
  private final Div rows = new Div();

  @Inject
  public TokenList(UserSession session, TokenAdministration tokens) {
    this.session = session;
    this.tokens = tokens;
    addClassNames("card", "stack");
    rows.addClassName("share-rows");
    var create = new Button("New token", VaadinIcon.PLUS.create(), e -> create());
    create.addThemeVariants(ButtonVariant.SMALL);
    create.setVisible(!session.isReadOnly());
    var head = new Div(new H2("API tokens"), create);
    head.addClassName("page-head");
    add(head, rows);
    show();
  }

  private void show() {
    rows.removeAll();
    var all = Every.of(page -> tokens.list(session.caller(), page));
    if (all.isEmpty()) {
      rows.add(
          new Paragraph(
              "No tokens. Scripts and the vault command use one in place of your password."));
    }
    all.forEach(token -> rows.add(row(token)));
  }

  private Component row(ApiToken token) {
    String until = token.expiresAt().map(at -> "until " + Times.day(at)).orElse("does not expire");
    String scopes =
        token.scopes().stream().sorted().map(Scope::word).collect(Collectors.joining(", "));
    var delete = new Button(VaadinIcon.TRASH.create(), e -> confirmDelete(token));
    delete.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.LUMO_ICON, ButtonVariant.ERROR);
    delete.setAriaLabel("Delete token " + token.name());
    delete.setVisible(!session.isReadOnly());
    var row = new Div(new TwoLines(token.name(), scopes + " · " + until), delete);
    row.addClassName("share-row");
    return row;
  }

  private void create() {
    var errors = new FormErrors();
    var name = new TextField("Name");
    name.setHelperText("What it is for, e.g. backup script");
    name.setWidthFull();
    var scopes = new CheckboxGroup<Scope>("May");
    scopes.setItems(Scope.values());
    scopes.setItemLabelGenerator(TokenList::explained);
    scopes.setValue(Set.of(Scope.READ));
    scopes.addClassName("roles");
    var expires = new DatePicker("Expires");
    expires.setHelperText("Empty: never");
    expires.setClearButtonVisible(true);
    expires.setWidthFull();
    errors.field("name", name).field("scopes", scopes).field("expiresAt", expires);
    new Editor("New API token", "Create token", errors, name, scopes, expires)
        .onSave(
            () -> {
              var made =
                  tokens.create(
                      session.caller(),
                      name.getValue(),
                      scopes.getValue(),
                      expires.getOptionalValue().map(Times::startOf));
              new ShownOnce(
                      "Token " + made.token().name(),
                      "It is shown this once and is worth as much as a password. Keep it where only"
                          + " its program can read it.",
                      made.text())
                  .open();
              show();
            })
        .open();
    name.focus();
  }

  private void confirmDelete(ApiToken token) {
    Confirm.danger(
        "Delete token " + token.name() + "?",
        "Programs that use it are refused from now on.",
        "Delete token",
        () -> {
          tokens.delete(session.caller(), token.id());
          Notices.done("Token " + token.name() + " is deleted.");
          show();
        });
  }

  private static String explained(Scope scope) {
    return switch (scope) {
      case READ -> "read: lists, search, history";
      case REVEAL -> "reveal: passwords in clear";
      case WRITE -> "write: create and change";
      case ADMIN -> "admin: users, groups, policies, settings";
      case MONITOR -> "monitor: metrics and health";
    };
  }
}
