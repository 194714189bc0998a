package org.tandemvault.core.identity;

import org.tandemvault.core.shared.GroupId;
import org.tandemvault.core.shared.Id;
import org.tandemvault.core.shared.UserId;

/** A user or a group: what one shares with, and what is a member of a group. */
public sealed interface Principal {

  /** The id as a number; ids of users and groups never collide. */
  Id id();

  /** The word outside. */
  String type();

  /** One user. */
  record OfUser(UserId id) implements Principal {
    @Override
    public String type() {
      return "user";
    }
  }

  /** Everybody in a group, also through groups in it. */
  record OfGroup(GroupId id) implements Principal {
    @Override
    public String type() {
      return "group";
    }
  }
}
