package org.tandemvault.web.rest.identity;

import java.util.List;
import org.tandemvault.core.identity.Group;
import org.tandemvault.core.identity.Principal;
import org.tandemvault.web.rest.Versioned;

/** A group with its direct members. */
public record GroupAnswer(
    String id, String name, String description, List<Member> members, long version)
    implements Versioned {

  static GroupAnswer of(Group group) {
    return new GroupAnswer(
        group.id().text(),
        group.name(),
        group.description(),
        group.members().stream().map(Member::of).toList(),
        group.version());
  }

  /**
   * A user or group in it.
   *
   * @param type {@code user} or {@code group}
   */
  public record Member(String type, String id) {
    static Member of(Principal principal) {
      return new Member(principal.type(), principal.id().text());
    }
  }
}
