package org.tandemvault.web.rest.audit;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditQuery;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.MalformedException;
import org.tandemvault.web.rest.QueryText;

/** Which events are asked for; the container fills it in. */
public final class AuditFilter {

  @QueryParam("node")
  @DefaultValue("")
  @Parameter(description = "A node's id")
  private String node = "";

  @QueryParam("actor")
  @DefaultValue("")
  @Parameter(description = "A user's name or id")
  private String actor = "";

  @QueryParam("action")
  @DefaultValue("")
  @Parameter(description = "An action, e.g. reveal")
  private String action = "";

  @QueryParam("target")
  @DefaultValue("")
  @Parameter(description = "A thing's id or the start of its name")
  private String target = "";

  @QueryParam("from")
  @DefaultValue("")
  @Parameter(description = "From this time on", schema = @Schema(format = "date-time"))
  private String from = "";

  @QueryParam("to")
  @DefaultValue("")
  @Parameter(description = "Before this time", schema = @Schema(format = "date-time"))
  private String to = "";

  @QueryParam("order")
  @DefaultValue("")
  @Parameter(description = "asc: oldest first; desc (default): newest first")
  private String order = "";

  /** The filter in core's words. */
  AuditQuery query() {
    return new AuditQuery(
        nodeId(),
        QueryText.given(actor),
        actionAsked(),
        QueryText.given(target),
        QueryText.instant("from", from),
        QueryText.instant("to", to),
        oldestFirst());
  }

  private Optional<NodeId> nodeId() {
    try {
      return QueryText.given(node).map(NodeId::new);
    } catch (IllegalArgumentException e) {
      throw InvalidException.of("node", "is a node's id: a-z, 0-9 and '-'");
    }
  }

  private Optional<AuditAction> actionAsked() {
    return QueryText.given(action)
        .map(
            word ->
                AuditAction.ofWord(word)
                    .orElseThrow(
                        () -> InvalidException.of("action", "is not an action that is audited")));
  }

  private boolean oldestFirst() {
    return switch (order) {
      case "asc" -> true;
      case "", "desc" -> false;
      default -> throw new MalformedException("The parameter order is asc or desc.");
    };
  }
}
