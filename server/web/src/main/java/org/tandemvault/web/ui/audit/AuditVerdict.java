package org.tandemvault.web.ui.audit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.tandemvault.core.audit.AuditReport;
import org.tandemvault.core.audit.AuditReport.NodeReport;
import org.tandemvault.web.ui.part.Badge;
import org.tandemvault.web.ui.part.Times;

/** What verifying showed, per node. */
final class AuditVerdict extends Div {

  AuditVerdict(AuditReport report) {
    addClassNames("card", "verdict", report.ok() ? "is-good" : "is-bad");
    var icon = (report.ok() ? VaadinIcon.CHECK_CIRCLE : VaadinIcon.WARNING).create();
    var title =
        new H2(
            report.ok()
                ? "The audit trail is complete and unchanged"
                : "The audit trail is damaged");
    var head = new Div(icon, title);
    head.addClassName("verdict-head");
    add(head);
    report.nodes().forEach(node -> add(line(node)));
  }

  private static Component line(NodeReport node) {
    var badge = node.ok() ? new Badge("ok", Badge.Tone.GOOD) : new Badge("damaged", Badge.Tone.BAD);
    var text =
        new Span(
            "Node %s: %s, %d to %d%s"
                .formatted(
                    node.node(),
                    Times.count(node.count(), "event"),
                    node.first(),
                    node.last(),
                    damage(node)));
    var hash = new Span("head " + node.headHash());
    hash.addClassNames("quiet", "mono", "ellipsis");
    hash.setTitle(node.headHash());
    var line = new Div(badge, text, hash);
    line.addClassName("verdict-line");
    return line;
  }

  private static String damage(NodeReport node) {
    if (node.ok()) {
      return "";
    }
    String where = node.firstBad().map(seq -> ", first at " + seq).orElse("");
    return "; missing %d, doubled %d, altered %d%s"
        .formatted(node.gaps(), node.doubles(), node.bad(), where);
  }
}
