package org.tandemvault.web.ui.share;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tandemvault.core.access.NamedShare;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.access.Share;
import org.tandemvault.core.identity.NamedPrincipal;
import org.tandemvault.core.identity.Principal;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.web.ui.part.Badge;
import org.tandemvault.web.ui.part.FormErrors;
import org.tandemvault.web.ui.part.Notices;

/** Who may do what with one thing: its own shares to edit, inherited ones to see. */
public final class ShareDialog extends Dialog {

  private final SharingDesk desk;
  private final Shared shared;
  private final boolean editable;
  private final FormErrors errors = new FormErrors();
  private final Div rows = new Div();

  /** Takes who was chosen into the rows, if anybody was. */
  private Runnable addChosen = () -> {};

  private final Map<Principal, NamedShare> edited = new LinkedHashMap<>();

  /**
   * @param editable true for those with the manage right
   */
  public ShareDialog(SharingDesk desk, Shared shared, boolean editable) {
    this.desk = desk;
    this.shared = shared;
    this.editable = editable;
    addClassName("editor");
    setHeaderTitle((editable ? "Share " : "Who has access to ") + shared.name());
    setCloseOnOutsideClick(!editable);
    desk.sharing()
        .shares(desk.caller(), shared.target())
        .forEach(s -> edited.put(s.share().principal(), s));
    rows.addClassName("share-rows");
    var body = new Div(errors);
    body.addClassName("stack");
    if (editable) {
      body.add(adding());
    }
    body.add(rows);
    addInherited(body);
    if (editable) {
      body.add(explaining());
    }
    add(body);
    addFooter();
    showRows();
  }

  private void addFooter() {
    if (!editable) {
      getFooter().add(new Button("Close", e -> close()));
      return;
    }
    var save = new Button("Save shares", e -> save());
    save.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(new Button("Cancel", e -> close()), save);
  }

  private void save() {
    addChosen.run();
    List<Share> shares = edited.values().stream().map(NamedShare::share).toList();
    boolean saved =
        errors.attempt(() -> desk.sharing().replace(desk.caller(), shared.target(), shares));
    if (saved) {
      close();
      Notices.done("Shares of " + shared.name() + " are saved.");
    }
  }

  private Component adding() {
    var who = people("Add a person or group");
    var right = rightField(Right.VIEW);
    right.setLabel("Right");
    var add = new Button("Add", VaadinIcon.PLUS.create());
    addChosen =
        () ->
            who.getOptionalValue()
                .ifPresent(
                    p -> {
                      edited.put(
                          p.principal(),
                          new NamedShare(
                              new Share(p.principal(), right.getValue()),
                              p.name(),
                              p.displayName()));
                      who.clear();
                      showRows();
                    });
    add.addClickListener(e -> addChosen.run());
    var line = new Div(who, right, add);
    line.addClassName("share-add");
    return line;
  }

  private void showRows() {
    rows.removeAll();
    if (edited.isEmpty()) {
      rows.add(new Paragraph("Nobody has a share on it directly."));
    }
    edited.values().forEach(s -> rows.add(row(s)));
  }

  private Component row(NamedShare share) {
    Principal principal = share.share().principal();
    var row = new Div(named(share));
    row.addClassName("share-row");
    if (!editable) {
      row.add(Badge.plain(share.share().right().word()));
      return row;
    }
    var right = rightField(share.share().right());
    right.setAriaLabel("Right of " + share.name());
    right.addValueChangeListener(
        e ->
            edited.put(
                principal,
                new NamedShare(
                    new Share(principal, e.getValue()), share.name(), share.displayName())));
    var remove = new Button(VaadinIcon.CLOSE_SMALL.create());
    remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.LUMO_ICON);
    remove.setAriaLabel("Take the share from " + share.name());
    remove.setTooltipText("Take the share away");
    remove.addClickListener(
        e -> {
          edited.remove(principal);
          showRows();
        });
    row.add(right, remove);
    return row;
  }

  private void addInherited(Div body) {
    var inherited = new ArrayList<Component>();
    for (Shared.Place place : shared.above()) {
      for (NamedShare share : visibleShares(place)) {
        var from = new Span("from " + place.target().type() + " " + place.name());
        from.addClassName("quiet");
        var row = new Div(named(share), from, Badge.plain(share.share().right().word()));
        row.addClassName("share-row");
        inherited.add(row);
      }
    }
    if (!inherited.isEmpty()) {
      var list = new Div(inherited.toArray(Component[]::new));
      list.addClassName("share-rows");
      body.add(new H3("Inherited"), list);
    }
  }

  private List<NamedShare> visibleShares(Shared.Place place) {
    try {
      return desk.sharing().shares(desk.caller(), place.target());
    } catch (NotFoundException | ForbiddenException notShownToThem) {
      return List.of();
    }
  }

  private Component explaining() {
    var answer = new Div();
    answer.getElement().setAttribute("aria-live", "polite");
    var who = people("Explain the rights of a person");
    who.setHelperText("As saved, with groups and folders counted in");
    who.addValueChangeListener(
        e -> {
          answer.removeAll();
          if (e.getValue() != null && e.getValue().principal() instanceof Principal.OfUser user) {
            var grants =
                desk.sharing().explain(desk.caller(), shared.target(), Optional.of(user.id()));
            String name = e.getValue().name();
            answer.add(WhyDialog.explained(name + " has", name + " has no right on it.", grants));
          } else if (e.getValue() != null) {
            answer.add(new Paragraph("Choose a person; a group's right is in the lists above."));
          }
        });
    var box = new Div(who, answer);
    box.addClassName("share-explain");
    return box;
  }

  private ComboBox<NamedPrincipal> people(String label) {
    var box = new ComboBox<NamedPrincipal>(label);
    box.setItems(
        query ->
            desk
                .directory()
                .find(
                    desk.caller(),
                    query.getFilter().orElse(""),
                    query.getOffset() + query.getLimit())
                .stream()
                .skip(query.getOffset())
                .limit(query.getLimit()));
    box.setItemLabelGenerator(ShareDialog::label);
    box.setPlaceholder("Start of a name");
    box.setWidthFull();
    return box;
  }

  private static Select<Right> rightField(Right right) {
    var field = new Select<Right>();
    field.setItems(Right.values());
    field.setItemLabelGenerator(Right::word);
    field.setValue(right);
    field.addClassName("share-right");
    return field;
  }

  private static String label(NamedPrincipal p) {
    String kind = p.principal() instanceof Principal.OfGroup ? " (group)" : "";
    String display =
        p.displayName().isBlank() || p.displayName().equals(p.name())
            ? ""
            : " · " + p.displayName();
    return p.name() + kind + display;
  }

  private static Component named(NamedShare share) {
    boolean group = share.share().principal() instanceof Principal.OfGroup;
    var icon = (group ? VaadinIcon.USERS : VaadinIcon.USER).create();
    icon.getElement().setAttribute("aria-label", group ? "group" : "user");
    var name = new Span(share.name());
    name.addClassName("strong");
    var box = new Div(icon, name);
    if (!share.displayName().isBlank() && !share.displayName().equals(share.name())) {
      var display = new Span(share.displayName());
      display.addClassName("quiet");
      box.add(display);
    }
    box.addClassName("share-who");
    box.setTitle(share.name());
    return box;
  }
}
