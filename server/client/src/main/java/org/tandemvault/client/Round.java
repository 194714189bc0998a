package org.tandemvault.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One read on its way through the servers. */
final class Round {

  final List<URI> left;
  final Map<URI, Failure> failures = new LinkedHashMap<>();

  private Optional<RefusedException> sentAway = Optional.empty();
  private Optional<URI> believedIn = Optional.empty();

  Round(List<URI> order) {
    this.left = new ArrayList<>(order);
  }

  /** This one is asked now; those before it, which were slower, come last. */
  void take(URI server) {
    List<URI> slower = List.copyOf(left.subList(0, left.indexOf(server)));
    left.removeAll(slower);
    left.remove(server);
    left.addAll(slower);
  }

  /** A standby answered that the primary lives: it is next, if it may be and was not asked yet. */
  void sentAway(Reply reply, Servers servers) {
    RefusedException.Problem problem = Problems.of(reply);
    Optional<URI> primary = problem.primary().flatMap(servers::find);
    sentAway = Optional.of(Problems.refusal(reply, advice(problem, primary)));
    believedIn = primary;
    primary
        .filter(left::remove)
        .filter(server -> !failures.containsKey(server))
        .ifPresent(left::addFirst);
  }

  /** Whether a standby does not serve yet, since it takes a primary for alive that is not. */
  boolean primaryIsBelievedIn() {
    return believedIn.filter(failures::containsKey).isPresent();
  }

  /** Why nobody answered. */
  VaultClientException refusal() {
    if (sentAway.isPresent() && !primaryIsBelievedIn()) {
      return sentAway.get();
    }
    String why =
        primaryIsBelievedIn()
            ? "The primary can't be reached from here, but its standby takes it for alive (an"
                + " administrator can set standby.access = always there): "
            : "No server answers: ";
    return Switchboard.unreachable(why, failures);
  }

  String words() {
    return Switchboard.words(failures);
  }

  private static String advice(RefusedException.Problem problem, Optional<URI> primary) {
    boolean unknown = primary.isEmpty() && problem.primary().isPresent();
    return unknown ? "Name that address as a server too." : "";
  }
}
