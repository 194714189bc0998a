package org.tandemvault.db.identity;

import org.tandemvault.core.identity.Principal;
import org.tandemvault.core.shared.GroupId;
import org.tandemvault.core.shared.UserId;

/** Reads principals as they are stored: a word and a number. */
public final class Principals {

  private Principals() {}

  /** The principal of a row. */
  public static Principal of(String type, long id) {
    return switch (type) {
      case "user" -> new Principal.OfUser(new UserId(id));
      case "group" -> new Principal.OfGroup(new GroupId(id));
      default -> throw new IllegalStateException("There is no principal of type " + type);
    };
  }
}
