package org.tandemvault.web.ui.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.time.Clock;
import java.util.Locale;
import org.tandemvault.core.node.HaDirection;
import org.tandemvault.core.node.HaFinding;
import org.tandemvault.core.node.HaPeer;
import org.tandemvault.core.node.HaState;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.web.ui.part.Badge;
import org.tandemvault.web.ui.part.Facts;
import org.tandemvault.web.ui.part.Times;

/** One other node: whether it lives, and each direction of replication between here and there. */
final class PeerCard extends Div {

  private static final double SMALL_DRIFT = 1;

  private final HaPeer peer;
  private final Clock clock;

  PeerCard(Node here, HaPeer peer, Clock clock) {
    this.peer = peer;
    this.clock = clock;
    addClassNames("card", "stack", "peer");
    String there = peer.node().value();
    add(head(), explained(peer.link()), facts());
    add(direction("From " + here.id() + " (here) to " + there, peer.outbound()));
    add(direction("From " + there + " to " + here.id() + " (here)", peer.inbound()));
  }

  private Component head() {
    var title = new H2("Node " + peer.node());
    var head = new Div(title, badge(peer.link()), since(peer.link()));
    head.addClassName("peer-head");
    return head;
  }

  private Component facts() {
    HaPeer.Facts known = peer.facts();
    var facts = new Facts().fact("Role", word(peer.role()));
    if (!peer.url().isEmpty()) {
      facts.add(new DescriptionList.Term("Address"));
      facts.add(new DescriptionList.Description(new Anchor(peer.url(), peer.url())));
    }
    facts.fact("Key last proven", known.lastProofAt().map(this::moment).orElse("not yet"));
    facts.fact("Last heartbeat", known.lastHeartbeatAt().map(this::moment).orElse("none yet"));
    facts.fact("Its clock", drift(known.clockAheadSeconds()));
    known
        .certificateExpiresAt()
        .ifPresent(at -> facts.fact("Certificate", "TLS, valid until " + Times.day(at)));
    return facts;
  }

  private Component direction(String title, HaDirection direction) {
    var lag =
        new Span(
            direction.state() == HaState.NOT_CONFIGURED
                ? ""
                : LagPicture.seconds(direction.lagSeconds()) + " behind");
    lag.addClassName("strong");
    var head = new Div(new H3(title), badge(direction.finding()), since(direction.finding()), lag);
    head.addClassName("peer-head");
    var box = new Div(head, explained(direction.finding()));
    box.add(new LagPicture("Lag " + title, direction.history(), clock.instant()));
    box.addClassNames("direction", "stack");
    return box;
  }

  private static Component explained(HaFinding finding) {
    var box = new Div();
    box.setVisible(finding.state() == HaState.FAILED);
    if (finding.state() == HaState.FAILED) {
      box.addClassNames("warning", "stack");
      box.add(new Paragraph("Why: " + Times.inText(finding.reason())));
      if (!finding.remedy().isBlank()) {
        box.add(new Paragraph("What to do: " + Times.inText(finding.remedy())));
      }
    }
    return box;
  }

  private static Badge badge(HaFinding finding) {
    return new Badge(finding.state().word(), tone(finding.state()));
  }

  static Badge.Tone tone(HaState state) {
    return switch (state) {
      case ALIVE -> Badge.Tone.GOOD;
      case FAILED -> Badge.Tone.BAD;
      case NOT_CONFIGURED -> Badge.Tone.PLAIN;
    };
  }

  private Component since(HaFinding finding) {
    var since = new Span(finding.since().map(at -> "since " + Times.clock(at, clock)).orElse(""));
    since.addClassName("quiet");
    return since;
  }

  private String moment(java.time.Instant at) {
    return Times.clock(at, clock);
  }

  private static String drift(double ahead) {
    return Math.abs(ahead) < SMALL_DRIFT
        ? "as this one's"
        : "%s %s this one's"
            .formatted(LagPicture.seconds(Math.abs(ahead)), ahead > 0 ? "ahead of" : "behind");
  }

  static String word(NodeRole role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
