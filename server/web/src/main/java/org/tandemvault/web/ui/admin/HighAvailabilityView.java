package org.tandemvault.web.ui.admin;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.node.BackupStatus;
import org.tandemvault.core.node.BackupStatusSource;
import org.tandemvault.core.node.HaPeer;
import org.tandemvault.core.node.HaProof;
import org.tandemvault.core.node.HaState;
import org.tandemvault.core.node.HaStatus;
import org.tandemvault.core.node.HaStatusSource;
import org.tandemvault.core.node.HaTest;
import org.tandemvault.web.ui.look.Look;
import org.tandemvault.web.ui.part.Badge;
import org.tandemvault.web.ui.part.Facts;
import org.tandemvault.web.ui.part.OpenTo;
import org.tandemvault.web.ui.part.PageFrame;
import org.tandemvault.web.ui.part.Times;
import org.tandemvault.web.ui.part.UiTasks;
import org.tandemvault.web.ui.session.UserSession;

/** Admin, General, High Availability: is the other node there, and do the data flow? */
@Route("admin/ha")
@PageTitle("High Availability · Tandem Vault")
@OpenTo({Role.ADMIN, Role.AUDITOR})
@Dependent
public class HighAvailabilityView extends PageFrame {

  private static final Duration AGAIN = Duration.ofSeconds(2);
  private static final Duration TICKING = Duration.ofSeconds(9);

  private final UserSession session;
  private final HaStatusSource source;
  private final HaTest test;
  private final BackupStatusSource backups;
  private final UiTasks tasks;
  private final Div content = new Div();
  private final Div tested = new Div();
  private final Button now = new Button("Test now", VaadinIcon.STETHOSCOPE.create());
  private UiTasks.Pending waiting = () -> {};
  private List<Object> shown = List.of();
  private Instant shownAt = Instant.EPOCH;

  @Inject
  public HighAvailabilityView(
      UserSession session,
      HaStatusSource source,
      HaTest test,
      BackupStatusSource backups,
      UiTasks tasks) {
    super("High Availability");
    this.session = session;
    this.source = source;
    this.test = test;
    this.backups = backups;
    this.tasks = tasks;
    content.addClassName("stack");
    tested.addClassNames("card", "stack", "tested");
    tested.getElement().setAttribute("role", "status");
    tested.setVisible(false);
    now.addThemeVariants(ButtonVariant.PRIMARY);
    now.setDisableOnClick(true);
    now.addClickListener(e -> test());
    now.setVisible(source.status().haStatus() != HaState.NOT_CONFIGURED);
    addActions(new Button("Show set-up steps", e -> new SetUpSteps().open()), now);
    add(tested, content);
    show();
  }

  @Override
  protected void onAttach(AttachEvent event) {
    super.onAttach(event);
    if (source.status().haStatus() != HaState.NOT_CONFIGURED) {
      wait(event.getUI());
    }
  }

  @Override
  protected void onDetach(DetachEvent event) {
    waiting.cancel();
    super.onDetach(event);
  }

  private void wait(UI ui) {
    waiting =
        tasks.after(
            AGAIN,
            () ->
                ui.access(
                    () -> {
                      if (!mayBeSeen()) {
                        leave(ui);
                        return;
                      }
                      if (isOutdated()) {
                        show();
                      }
                      wait(ui);
                    }));
  }

  /** Asked anew each time, by a look that keeps no session alive. */
  private boolean mayBeSeen() {
    return session
        .stillThere()
        .filter(caller -> caller.is(Role.ADMIN) || caller.is(Role.AUDITOR))
        .isPresent();
  }

  /** Nothing stays on the screen; the page that is loaded then says why. */
  private void leave(UI ui) {
    waiting.cancel();
    content.removeAll();
    tested.removeAll();
    tested.setVisible(false);
    now.setVisible(false);
    ui.getPage().setLocation("/admin/ha");
  }

  /** A state that changed is shown at once; what only ticks along waits, so that one can read. */
  private boolean isOutdated() {
    boolean old = shownAt.isBefore(clock().instant().minus(TICKING));
    return old || !findings(source.status()).equals(shown);
  }

  private static List<Object> findings(HaStatus status) {
    var all =
        new ArrayList<Object>(
            List.of(status.haStatus(), status.replicationStatus(), status.reason()));
    status.lastDrill().ifPresent(all::add);
    for (HaPeer peer : status.peers()) {
      all.addAll(List.of(peer.link(), peer.outbound().finding(), peer.inbound().finding()));
    }
    return all;
  }

  private void test() {
    UI ui = UI.getCurrent();
    session.caller();
    if (!mayBeSeen()) {
      leave(ui);
      return;
    }
    tell(new Paragraph("Asking the other nodes…"));
    tasks.run(
        () -> {
          HaProof proof = test.run();
          ui.access(
              () -> {
                if (!mayBeSeen()) {
                  leave(ui);
                  return;
                }
                now.setEnabled(true);
                show();
                tell(told(proof));
              });
        });
  }

  private void tell(Component... told) {
    tested.removeAll();
    tested.add(told);
    tested.setVisible(true);
  }

  private Component[] told(HaProof proof) {
    var head =
        new Div(
            new H2("Tested from here at " + Times.clock(proof.at(), clock())),
            proof.ok()
                ? new Badge("passed", Badge.Tone.GOOD)
                : new Badge("failed", Badge.Tone.BAD));
    head.addClassName("peer-head");
    var close = new Button("Close", e -> tested.setVisible(false));
    return new Component[] {head, lines(proof), close};
  }

  private void show() {
    HaStatus status = source.status();
    shown = findings(status);
    shownAt = clock().instant();
    content.removeAll();
    var lines =
        new Div(
            line("High Availability Status", status.haStatus()),
            line("Replication Status", status.replicationStatus()));
    lines.addClassName("ha-lines");
    content.add(lines);
    status.since().ifPresent(at -> content.add(quiet("Since " + Times.second(at))));
    if (asksForSomething(status)) {
      var demand = new Div(new H2("To do"), new Paragraph(Times.inText(status.reason())));
      demand.addClassNames("card", "stack");
      content.add(demand);
    }
    if (status.haStatus() == HaState.NOT_CONFIGURED) {
      content.add(
          new Paragraph(
              "This vault runs on one node. If that node is lost, nobody can read passwords until it"
                  + " is back. A read-only standby beside it keeps them readable."));
    } else {
      content.add(proof(status.lastDrill()));
    }
    status.peers().forEach(peer -> content.add(new PeerCard(status.node(), peer, clock())));
    content.add(node(status));
    notes().ifPresent(content::add);
  }

  /** What of this node's files does not fit the other node's. */
  private static Optional<Component> notes() {
    List<String> notes = Look.current().notes();
    if (notes.isEmpty()) {
      return Optional.empty();
    }
    var list = new UnorderedList();
    notes.forEach(note -> list.add(new ListItem(note)));
    var card = new Div(new H2("Files of this node"), new Badge("look here", Badge.Tone.WARN), list);
    card.addClassNames("card", "stack", "node-notes");
    return Optional.of(card);
  }

  /**
   * What the node itself needs comes first in the reason; what its peers lack is on their cards.
   */
  private static boolean asksForSomething(HaStatus status) {
    return !status.reason().isEmpty()
        && status.peers().stream()
            .flatMap(
                peer -> Stream.of(peer.link(), peer.outbound().finding(), peer.inbound().finding()))
            .noneMatch(
                finding -> !finding.isAlive() && status.reason().startsWith(finding.reason()));
  }

  private static Component line(String name, HaState state) {
    var dot = new Span();
    dot.addClassNames("dot", "dot-" + PeerCard.tone(state).name().toLowerCase(Locale.ROOT));
    dot.getElement().setAttribute("aria-hidden", "true");
    var line = new Div(dot, new Span(name + ": " + state.word()));
    line.addClassNames("ha-line", "card");
    return line;
  }

  private Component proof(Optional<HaProof> drill) {
    var head = new Div(new H2("Last fire drill"));
    head.addClassName("peer-head");
    var card = new Div(head);
    card.addClassNames("card", "stack");
    if (drill.isEmpty()) {
      card.add(quiet("None is on record here yet. It proves that people really get in and read."));
      return card;
    }
    HaProof last = drill.get();
    head.add(
        last.ok() ? new Badge("passed", Badge.Tone.GOOD) : new Badge("failed", Badge.Tone.BAD));
    card.add(
        new Paragraph(
            (last.ok() ? "Last proven emergency access: " : "Emergency access failed its drill ")
                + Times.ago(last.at(), clock())
                + ", on "
                + last.node()
                + ", "
                + Times.second(last.at())
                + "."),
        lines(last));
    return card;
  }

  private static Component lines(HaProof proof) {
    var lines = new Div();
    lines.addClassName("proof-lines");
    proof.summary().lines().map(HighAvailabilityView::proofLine).forEach(lines::add);
    return lines;
  }

  private static Component proofLine(String text) {
    boolean bad = text.contains(": no.");
    var icon = bad ? VaadinIcon.CLOSE_CIRCLE_O : VaadinIcon.CHECK_CIRCLE_O;
    var line = new Div(icon.create(), new Span(Times.inText(text)));
    line.addClassName("proof-line");
    line.setClassName("is-bad", bad);
    return line;
  }

  private Component node(HaStatus status) {
    var facts =
        new Facts()
            .fact("Node", status.node().id().value())
            .fact("Role", PeerCard.word(status.node().role()))
            .fact("Database", status.database().engine() + " " + status.database().version())
            .fact("Database link", status.database().tls() ? "TLS" : "local, without TLS")
            .fact("Last backup", backup(backups.status()));
    var card = new Div(new H2("This node"), facts);
    card.addClassName("card");
    return card;
  }

  private String backup(BackupStatus status) {
    String good =
        status
            .proven()
            .map(
                done ->
                    "verified "
                        + Times.ago(done.at(), clock())
                        + ", "
                        + Times.second(done.at())
                        + " ("
                        + done.file()
                        + ")")
            .orElse("none on record");
    String next =
        status.daily().map(at -> "; next: daily at " + at).orElse("; none is scheduled here");
    return status
            .failure()
            .map(bad -> "Failed " + Times.second(bad.at()) + ": " + bad.reason() + " Before: ")
            .orElse("")
        + good
        + next;
  }

  private Clock clock() {
    return tasks.clock();
  }

  private static Component quiet(String text) {
    var line = new Paragraph(text);
    line.addClassName("quiet");
    return line;
  }
}
