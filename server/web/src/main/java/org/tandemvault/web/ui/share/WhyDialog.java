package org.tandemvault.web.ui.share;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Optional;
import org.tandemvault.core.access.Grant;
import org.tandemvault.core.identity.Principal;
import org.tandemvault.web.ui.part.Badge;

/** Answers "why do I see this?". */
public final class WhyDialog extends Dialog {

  public WhyDialog(SharingDesk desk, Shared shared) {
    setHeaderTitle("Why do I see " + shared.name() + "?");
    addClassName("editor");
    List<Grant> grants = desk.sharing().explain(desk.caller(), shared.target(), Optional.empty());
    add(explained("You have", "Only single accounts of it are shared with you.", grants));
    getFooter().add(new Button("Close", e -> close()));
  }

  /** One line for each share that gives the right. */
  static Component explained(String who, String without, List<Grant> grants) {
    if (grants.isEmpty()) {
      return new Paragraph(without);
    }
    var list = new UnorderedList();
    list.addClassName("grants");
    for (Grant grant : grants) {
      var text =
          new Span(
              " on %s %s, %s".formatted(grant.on().type(), quoted(grant.onName()), through(grant)));
      list.add(new ListItem(Badge.plain(grant.right().word()), text));
    }
    String strongest = Grant.strongest(grants).orElseThrow().word();
    return new Div(new Paragraph(who + " the right to " + strongest + ", from:"), list);
  }

  private static String through(Grant grant) {
    return grant.through() instanceof Principal.OfGroup
        ? "shared with group " + quoted(grant.throughName())
        : "shared with " + quoted(grant.throughName()) + " directly";
  }

  private static String quoted(String name) {
    return "“" + name + "”";
  }
}
