package org.tandemvault.web.ui.vault;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.Optional;
import java.util.OptionalLong;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.access.ShareTarget;
import org.tandemvault.core.resource.Account;
import org.tandemvault.core.resource.AccountView;
import org.tandemvault.core.resource.VisibleResource;
import org.tandemvault.web.ui.part.Confirm;
import org.tandemvault.web.ui.part.CursorPages;
import org.tandemvault.web.ui.part.EmptyState;
import org.tandemvault.web.ui.part.Notices;
import org.tandemvault.web.ui.part.RowMenu;
import org.tandemvault.web.ui.part.Times;
import org.tandemvault.web.ui.share.ShareDialog;
import org.tandemvault.web.ui.share.Shared;
import org.tandemvault.web.ui.share.WhyDialog;

/** The accounts of one resource with all that can be done with them. */
final class AccountList extends Div {

  private final Desk desk;
  private final VisibleResource resource;
  private final Places places;
  private final Grid<AccountView> grid = new Grid<>();
  private final Runnable reload;

  AccountList(Desk desk, VisibleResource resource, Places places) {
    this.desk = desk;
    this.resource = resource;
    this.places = places;
    addClassName("accounts");
    grid.addThemeVariants(
        GridVariant.NO_BORDER, GridVariant.LUMO_COMPACT, GridVariant.WRAP_CELL_CONTENT);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.getElement().setAttribute("aria-label", "Accounts of " + resource.resource().name());
    grid.addComponentColumn(this::named).setHeader("Account").setFlexGrow(1);
    grid.addComponentColumn(this::actions).setHeader("Password").setAutoWidth(true).setFlexGrow(0);
    grid.setEmptyStateComponent(
        new EmptyState(
            VaadinIcon.KEY,
            "No accounts yet",
            mayAdd()
                ? "Add the first login of this resource with its password."
                : "Nobody has added an account to this resource."));
    reload =
        CursorPages.show(
            grid,
            page ->
                desk.catalogue().accounts().list(desk.caller(), resource.resource().id(), page));
    add(grid);
  }

  void reload() {
    reload.run();
  }

  private boolean mayAdd() {
    return !desk.isReadOnly() && resource.right().filter(r -> r.covers(Right.MODIFY)).isPresent();
  }

  private boolean may(AccountView view, Right right) {
    return !desk.isReadOnly() && view.right().covers(right);
  }

  private Component named(AccountView view) {
    Account account = view.account();
    var login = new Span(account.login());
    login.addClassNames("strong", "ellipsis");
    login.setTitle(account.login());
    var changed =
        new Span("changed " + Times.ago(account.passwordChangedAt(), desk.tasks().clock()));
    changed.addClassName("quiet");
    var under = new Div(changed);
    ExpiryBadge.of(account, desk.tasks().clock()).ifPresent(under::add);
    under.addClassName("under");
    var box = new Div(login, under);
    if (!view.notes().isBlank()) {
      var notes = new Div(view.notes());
      notes.addClassNames("quiet", "notes");
      box.add(notes);
    }
    box.addClassName("account");
    return box;
  }

  private Component actions(AccountView view) {
    Account account = view.account();
    String name = resource.resource().name() + " / " + account.login();
    var asked = new RevealedAccount(account, name, Optional.empty());
    var reveal = icon(VaadinIcon.EYE, "Reveal the password of " + account.login());
    reveal.addClickListener(e -> Confirm.act(() -> new RevealDialog(desk, asked).start()));
    var copy = icon(VaadinIcon.COPY_O, "Copy the password of " + account.login());
    copy.addClickListener(e -> Confirm.act(() -> copy(copy, asked)));
    var box = new Div(reveal, copy, more(view, name));
    box.addClassName("row-actions");
    return box;
  }

  private void copy(Component near, RevealedAccount asked) {
    if (asked.needsReason(desk)) {
      new RevealDialog(desk, asked).startCopy();
    } else {
      new Clipboard(desk).copy(near, asked.request("", "", true));
    }
  }

  private Component more(AccountView view, String name) {
    Account account = view.account();
    var menu = new RowMenu(account.login());
    if (may(view, Right.MODIFY)) {
      menu.action("New password", () -> NewPasswordForm.open(desk, account, name, this::reload));
      menu.action("Edit", () -> edit(view));
    }
    menu.action("History", () -> new HistoryDialog(desk, account, name).open());
    boolean manages = may(view, Right.MANAGE);
    Shared shared =
        new Shared(
            new ShareTarget.OfAccount(account.id()), name, places.above(resource.resource()));
    menu.action(
        manages ? "Share" : "Who has access",
        () -> new ShareDialog(desk.sharing(), shared, manages).open());
    menu.action("Why do I see this?", () -> new WhyDialog(desk.sharing(), shared).open());
    if (manages) {
      menu.danger("Delete", () -> confirmDelete(account, name));
    }
    return menu;
  }

  private void edit(AccountView view) {
    new AccountForm(desk, this::reload)
        .edit(desk.catalogue().accounts().get(desk.caller(), view.account().id()));
  }

  private void confirmDelete(Account account, String name) {
    Confirm.danger(
        "Delete account " + name + "?",
        "Its password and all older versions go with it. This can't be undone.",
        "Delete account",
        () -> {
          desk.catalogue().accounts().delete(desk.caller(), account.id(), OptionalLong.empty());
          Notices.done("Account " + name + " is deleted.");
          reload();
        });
  }

  private static Button icon(VaadinIcon icon, String label) {
    var button = new Button(icon.create());
    button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.LUMO_ICON, ButtonVariant.SMALL);
    button.setAriaLabel(label);
    button.setTooltipText(label);
    return button;
  }
}
