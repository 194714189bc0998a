package org.tandemvault.web.ui.node;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.tandemvault.core.node.EmergencyAccess;
import org.tandemvault.core.node.HaFinding;
import org.tandemvault.core.node.HaPeer;
import org.tandemvault.core.node.HaState;
import org.tandemvault.core.node.HaStatus;
import org.tandemvault.core.node.HaStatusSource;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.node.WriteFence;
import org.tandemvault.web.ui.part.Times;
import org.tandemvault.web.ui.part.UiTasks;

/** Puts what this node knows of itself and its peers into words for everybody. */
@Dependent
public final class NodeNews {

  private final HaStatusSource source;
  private final EmergencyAccess access;
  private final UiTasks tasks;

  @Inject
  public NodeNews(HaStatusSource source, EmergencyAccess access, UiTasks tasks) {
    this.source = source;
    this.access = access;
    this.tasks = tasks;
  }

  /**
   * What is to be said.
   *
   * @param title the few words that matter most
   * @param primary where a living primary is, to go there; empty if there is none
   * @param urgent true if something is out of order
   */
  record News(String title, String text, Optional<String> primary, boolean urgent) {}

  /** What there is to say now; empty on a primary that is as it should be. */
  Optional<News> now() {
    HaStatus status = source.status();
    return status.node().acceptsWrites()
        ? status.peers().stream().flatMap(peer -> missing(peer).stream()).findFirst()
        : Optional.of(standby(status));
  }

  /** True if what there is to say may change while a page is open. */
  boolean mayChange() {
    HaStatus status = source.status();
    return !status.node().acceptsWrites() || status.haStatus() != HaState.NOT_CONFIGURED;
  }

  UiTasks tasks() {
    return tasks;
  }

  private News standby(HaStatus status) {
    Optional<WriteFence.Successor> successor = status.node().fence().successor();
    if (successor.isPresent()) {
      return new News(
          "No longer the primary",
          "Another node was promoted in its place: changes are made there, and what was changed"
              + " there is not here.",
          successor.map(WriteFence.Successor::url).filter(url -> !url.isEmpty()),
          true);
    }
    Optional<String> living = access.livingPrimary();
    if (living.isPresent()) {
      return new News(
          "Read-only standby",
          "The primary is alive; changes are made there. " + age(status),
          living,
          false);
    }
    String since =
        primary(status)
            .flatMap(peer -> peer.link().since())
            .map(at -> "The primary has been out of reach since " + clock(at) + ". ")
            .orElse("The primary is out of reach. ");
    return new News(
        "Read-only standby, emergency access",
        since + age(status) + " What was changed there since is not known here.",
        Optional.empty(),
        true);
  }

  /** Up to when this standby's data go. */
  private String age(HaStatus status) {
    return primary(status)
        .flatMap(
            peer ->
                peer.lastHeartbeatAt()
                    .map(
                        at ->
                            "Data as of %s, %s behind."
                                .formatted(clock(at), Times.span(peer.inbound().lagSeconds()))))
        .orElse("It is not known how old the data are.");
  }

  /** The primary that is alive, else the one whose data are the newest here. */
  private static Optional<HaPeer> primary(HaStatus status) {
    return status.peers().stream()
        .filter(peer -> peer.role() == NodeRole.PRIMARY)
        .reduce((a, b) -> a.inbound().lagSeconds() <= b.inbound().lagSeconds() ? a : b);
  }

  private Optional<News> missing(HaPeer peer) {
    String name = name(peer);
    HaFinding link = peer.link();
    if (link.state() == HaState.FAILED) {
      return Optional.of(
          urgent(
              capital(name) + " is out of reach",
              since(link)
                  + (peer.role() == NodeRole.STANDBY
                      ? "If this node fails too, nobody can read passwords."
                      : "Its people may be working on data that are not here.")));
    }
    if (peer.outbound().state() == HaState.FAILED) {
      return Optional.of(
          urgent(
              "Replication to " + name + " has failed",
              since(peer.outbound().finding()) + "What it shows in an emergency is getting old."));
    }
    return peer.inbound().state() == HaState.FAILED
        ? Optional.of(
            urgent(
                "Replication from " + name + " has failed",
                since(peer.inbound().finding()) + "Its part of the audit is missing here."))
        : Optional.empty();
  }

  private static News urgent(String title, String text) {
    return new News(title, text, Optional.empty(), true);
  }

  /** {@code standby berlin}; a node that is called like its role is {@code the standby}. */
  private static String name(HaPeer peer) {
    String role = peer.role() == NodeRole.STANDBY ? "standby" : "primary";
    String id = peer.node().value();
    return id.equals(role) ? "the " + role : role + " " + id;
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private String since(HaFinding finding) {
    return finding.since().map(at -> "Since " + clock(at) + ". ").orElse("");
  }

  private String clock(Instant at) {
    return Times.clock(at, clock());
  }

  private Clock clock() {
    return tasks.clock();
  }
}
