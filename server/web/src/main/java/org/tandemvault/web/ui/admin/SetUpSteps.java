package org.tandemvault.web.ui.admin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;

/** What is to be done for a standby, in order. */
final class SetUpSteps extends Dialog {

  SetUpSteps() {
    addClassNames("editor", "steps");
    setHeaderTitle("Set up a standby");
    var steps =
        new OrderedList(
            step(
                "Install Tandem Vault on a second machine, as the standby, with a PostgreSQL of its"
                    + " own. Do not start it yet."),
            step(
                "Carry the master key file there by hand, never over the net in clear, and name it"
                    + " in",
                "conf/manage_key.conf"),
            step("Give each node its own node.id and node.number in", "conf/node.conf"),
            step(
                "On both, name the other one (its address, its heartbeat's port and its"
                    + " certificate) in",
                "conf/replication.conf"),
            step(
                "On the primary, connect the databases. It shows its plan and asks before it does"
                    + " anything:",
                "bin/ConfigureReplication.sh setup"),
            step(
                "Start the standby. It copies the data; within a minute this page must say Alive"
                    + " twice:",
                "bin/start.sh"),
            step(
                "Prove it: press Test now on both nodes, then try it with your own account on a"
                    + " day you choose, before the day you don't."));
    var body =
        new Div(
            steps,
            new Paragraph(
                "The same command with status tells what is wrong; with --dry-run it only shows"
                    + " what it would do."));
    body.addClassName("stack");
    add(body);
    getFooter().add(new Button("Close", e -> close()));
  }

  private static ListItem step(String text) {
    return new ListItem(new Span(text));
  }

  private static ListItem step(String text, String code) {
    return new ListItem(new Span(text + " "), new Code(code));
  }
}
