package org.tandemvault.web.ui.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Locale;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.node.HaPeer;
import org.tandemvault.core.node.HaState;
import org.tandemvault.core.node.HaStatus;
import org.tandemvault.core.node.HaStatusSource;
import org.tandemvault.web.ui.part.Badge;
import org.tandemvault.web.ui.part.OpenTo;
import org.tandemvault.web.ui.part.PageFrame;
import org.tandemvault.web.ui.part.Times;

/** Admin, General, High Availability: is the other node there, and do the data flow? */
@Route("admin/ha")
@PageTitle("High Availability · Tandem Vault")
@OpenTo({Role.ADMIN, Role.AUDITOR})
@Dependent
public class HighAvailabilityView extends PageFrame {

  private final HaStatusSource source;
  private final Div content = new Div();

  @Inject
  public HighAvailabilityView(HaStatusSource source) {
    super("High Availability");
    this.source = source;
    content.addClassName("stack");
    addActions(new Button("Refresh", VaadinIcon.REFRESH.create(), e -> show()));
    add(content);
    show();
  }

  private void show() {
    HaStatus status = source.status();
    content.removeAll();
    content.add(
        line("High Availability Status", status.haStatus()),
        line("Replication Status", status.replicationStatus()));
    status.since().ifPresent(at -> content.add(quiet("Since " + Times.second(at))));
    if (!status.reason().isBlank()) {
      content.add(new Paragraph(status.reason()));
    }
    if (status.haStatus() == HaState.NOT_CONFIGURED) {
      content.add(
          new Paragraph(
              "This vault runs on one node. If that node is lost, nobody can read passwords until it"
                  + " is back. A read-only standby beside it keeps them readable."));
    }
    content.add(node(status));
    status.peers().forEach(peer -> content.add(peer(peer)));
  }

  private static Component line(String name, HaState state) {
    var dot = new Span();
    dot.addClassNames("dot", "dot-" + tone(state).name().toLowerCase(Locale.ROOT));
    dot.getElement().setAttribute("aria-hidden", "true");
    var line = new Div(dot, new Span(name + ": " + state.word()));
    line.addClassNames("ha-line", "card");
    return line;
  }

  private static Badge.Tone tone(HaState state) {
    return switch (state) {
      case ALIVE -> Badge.Tone.GOOD;
      case FAILED -> Badge.Tone.BAD;
      case NOT_CONFIGURED -> Badge.Tone.PLAIN;
    };
  }

  private static Component node(HaStatus status) {
    var facts = facts();
    fact(facts, "Node", status.node().id().value());
    fact(facts, "Role", status.node().role().name().toLowerCase(Locale.ROOT));
    fact(facts, "Database", status.database().engine() + " " + status.database().version());
    fact(facts, "Database link", status.database().tls() ? "TLS" : "local, without TLS");
    return card(new H2("This node"), facts);
  }

  private static Component peer(HaPeer peer) {
    var facts = facts();
    fact(facts, "Role", peer.role().name().toLowerCase(Locale.ROOT));
    fact(facts, "High availability", peer.haStatus().word());
    fact(facts, "Replication", peer.replicationStatus().word());
    fact(facts, "From here to there", peer.outbound().state().word());
    fact(facts, "From there to here", peer.inbound().state().word());
    fact(facts, "Lag", peer.lagSeconds() + " s");
    fact(facts, "Last heartbeat", peer.lastHeartbeatAt().map(Times::second).orElse("none yet"));
    return card(new H2("Node " + peer.node().value()), facts);
  }

  private static DescriptionList facts() {
    var list = new DescriptionList();
    list.addClassName("facts");
    return list;
  }

  private static void fact(DescriptionList list, String name, String value) {
    list.add(new DescriptionList.Term(name), new DescriptionList.Description(value));
  }

  private static Component card(Component... content) {
    var card = new Div(content);
    card.addClassName("card");
    return card;
  }

  private static Component quiet(String text) {
    var line = new Paragraph(text);
    line.addClassName("quiet");
    return line;
  }
}
