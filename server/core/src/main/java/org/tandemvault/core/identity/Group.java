package org.tandemvault.core.identity;

import java.util.List;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.shared.GroupId;

/**
 * Users and groups under one name.
 *
 * @param name unique without regard to case
 * @param members direct ones, without doubles, never the group itself, never a circle
 */
public record Group(
    GroupId id, String name, String description, List<Principal> members, long version) {

  public Group {
    members = List.copyOf(members);
  }

  /** This group as the audit trail names it. */
  public Target target() {
    return new Target("group", id.text(), name);
  }
}
