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
                "Install Tandem Vault on a second machine as the standby, with a node.number of its"
                    + " own. Do not start it yet.",
                "bin/setup.sh --role standby"),
            step(
                "Carry the master key file there by hand, never over the net in clear, and name it"
                    + " in",
                "conf/manage_key.conf"),
            step(
                "Bundled databases: write a card on each node and carry it to the other one.",
                "bin/ConfigureReplication.sh card FILE"),
            step(
                "First on the primary, then on the standby, which copies the rows:",
                "bin/ConfigureReplication.sh setup --peer CARD"),
            step(
                "With database servers of your own instead name the other node on both in"
                    + " conf/replication.conf, then run on the primary:",
                "bin/ConfigureReplication.sh setup"),
            step(
                "Start this node again and the standby; within a minute this page must say Alive"
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
