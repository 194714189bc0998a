package org.tandemvault.core.ha;

import java.time.Instant;
import org.tandemvault.core.node.HaFinding;
import org.tandemvault.core.node.NodeId;

/**
 * Something about a peer became otherwise.
 *
 * @param at by this node's clock
 * @param finding as it is now
 */
public record HaChange(Instant at, NodeId peer, HaPart part, HaFinding finding) {

  /** One line, e.g. {@code Node standby, high availability: Failed. It does not answer. ...}. */
  public String text() {
    String why =
        finding.reason().isEmpty() ? "" : " " + (finding.reason() + " " + finding.remedy()).strip();
    return "Node " + peer + ", " + part.words() + ": " + finding.state().word() + "." + why;
  }
}
