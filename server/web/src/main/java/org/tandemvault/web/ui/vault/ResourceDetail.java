package org.tandemvault.web.ui.vault;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.OptionalLong;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.access.ShareTarget;
import org.tandemvault.core.resource.Resource;
import org.tandemvault.core.resource.VisibleResource;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.web.ui.part.Badge;
import org.tandemvault.web.ui.part.Confirm;
import org.tandemvault.web.ui.part.FolderPaths;
import org.tandemvault.web.ui.part.Notices;
import org.tandemvault.web.ui.share.ShareDialog;
import org.tandemvault.web.ui.share.Shared;
import org.tandemvault.web.ui.share.WhyDialog;

/** One resource: its fields, its accounts, and what the reader may do. */
final class ResourceDetail extends Div {

  /** What the page around has to do. */
  interface Around {
    /** The resource was changed. */
    void saved(ResourceId id);

    /** The resource is gone, or the reader is done with it. */
    void closed(boolean listChanged);
  }

  private final Desk desk;
  private final VisibleResource visible;
  private final FolderPaths paths;
  private final Around around;
  private final AccountList accounts;

  ResourceDetail(Desk desk, VisibleResource visible, FolderPaths paths, Around around) {
    this.desk = desk;
    this.visible = visible;
    this.paths = paths;
    this.around = around;
    this.accounts = new AccountList(desk, visible, new Places(paths));
    addClassName("detail");
    add(head(), facts(), accountsHead(), accounts);
  }

  private Resource resource() {
    return visible.resource();
  }

  private boolean may(Right right) {
    return !desk.isReadOnly() && visible.right().filter(r -> r.covers(right)).isPresent();
  }

  private Component head() {
    var back = icon(VaadinIcon.CLOSE, "Close " + resource().name());
    back.addClickListener(e -> around.closed(false));
    var title = new H2(resource().name());
    title.addClassName("ellipsis");
    title.setTitle(resource().name());
    var line = new Div(title, back);
    line.addClassName("detail-title");
    var buttons = new Div();
    buttons.addClassName("buttons");
    if (may(Right.MODIFY)) {
      buttons.add(button("Edit", VaadinIcon.EDIT, this::edit));
    }
    if (visible.right().isPresent()) {
      buttons.add(sharing(may(Right.MANAGE)));
    }
    Button why =
        button(
            "Why?",
            VaadinIcon.QUESTION_CIRCLE_O,
            () -> new WhyDialog(desk.sharing(), shared()).open());
    why.setAriaLabel("Why do I see this?");
    why.setTooltipText("Why do I see this?");
    buttons.add(why);
    if (may(Right.MANAGE)) {
      Button delete = button("Delete", VaadinIcon.TRASH, this::confirmDelete);
      delete.addThemeVariants(ButtonVariant.ERROR);
      buttons.add(delete);
    }
    return new Div(line, buttons);
  }

  private Component sharing(boolean manages) {
    return button(
        manages ? "Share" : "Who has access",
        VaadinIcon.SHARE,
        () -> new ShareDialog(desk.sharing(), shared(), manages).open());
  }

  private Component facts() {
    var list = new DescriptionList();
    list.addClassName("facts");
    fact(list, "Address", resource().address());
    fact(list, "Type", resource().type());
    resource()
        .folder()
        .flatMap(paths::find)
        .ifPresent(folder -> fact(list, "Folder", paths.path(folder)));
    resource().attributes().forEach((name, value) -> fact(list, name, value));
    list.add(new DescriptionList.Term("Your right"));
    list.add(
        new DescriptionList.Description(
            Badge.plain(visible.right().map(Right::word).orElse("some accounts only"))));
    var box = new Div(list);
    if (!resource().description().isBlank()) {
      var description = new Paragraph(resource().description());
      description.addClassName("description");
      box.addComponentAsFirst(description);
    }
    return box;
  }

  private static void fact(DescriptionList list, String name, String value) {
    if (!value.isBlank()) {
      var text = new Span(value);
      text.setTitle(value);
      text.addClassName("ellipsis");
      list.add(new DescriptionList.Term(name), new DescriptionList.Description(text));
    }
  }

  private Component accountsHead() {
    var head = new Div(new H3("Accounts"));
    head.addClassName("detail-accounts");
    if (may(Right.MODIFY)) {
      Button add =
          button(
              "Add account",
              VaadinIcon.PLUS,
              () -> new AccountForm(desk, accounts::reload).create(resource()));
      add.addThemeVariants(ButtonVariant.PRIMARY);
      head.add(add);
    }
    return head;
  }

  private void edit() {
    var fresh = desk.catalogue().resources().get(desk.caller(), resource().id()).resource();
    new ResourceForm(desk, paths, around::saved).edit(fresh);
  }

  private void confirmDelete() {
    Confirm.danger(
        "Delete resource " + resource().name() + "?",
        "All its accounts and every version of their passwords go with it. This can't be undone.",
        "Delete resource",
        () -> {
          desk.catalogue().resources().delete(desk.caller(), resource().id(), OptionalLong.empty());
          Notices.done("Resource " + resource().name() + " is deleted.");
          around.closed(true);
        });
  }

  private Shared shared() {
    return new Shared(
        new ShareTarget.OfResource(resource().id()),
        resource().name(),
        new Places(paths).folders(resource().folder()));
  }

  private static Button button(String text, VaadinIcon icon, Runnable action) {
    var button = new Button(text, icon.create(), e -> Confirm.act(action));
    button.addThemeVariants(ButtonVariant.SMALL);
    return button;
  }

  private static Button icon(VaadinIcon icon, String label) {
    var button = new Button(icon.create());
    button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.LUMO_ICON);
    button.setAriaLabel(label);
    return button;
  }
}
