package org.tandemvault.conf;

import java.util.Optional;

/**
 * {@code node.conf}: which node of the vault this is.
 *
 * @param id the name in the audit trail; one process at a time owns it
 * @param name what people read
 * @param role if it is said, a program made for the other role refuses to start
 * @param number 0 to 1023, different on each node: it goes into the ids the node gives
 * @param standbyAccess when a standby serves reads
 */
public record NodeConf(
    String id, String name, Optional<Role> role, int number, StandbyAccess standbyAccess) {

  /** The file's name in the configuration folder. */
  public static final String FILE = "node.conf";

  /** What a node is for. */
  public enum Role {
    PRIMARY,
    STANDBY
  }

  /** When a standby serves sign-in and reads. */
  public enum StandbyAccess {
    /** Only while the primary is not alive. */
    EMERGENCY,
    ALWAYS
  }

  static NodeConf from(ConfReader in) {
    String id =
        in.text(
            "node.id", "[a-z0-9][a-z0-9-]{0,39}", "1 to 40 of a-z, 0-9 and -, not starting with -");
    Optional<Role> role =
        in.text("node.role", "").isEmpty()
            ? Optional.empty()
            : Optional.of(in.choice("node.role", Role.PRIMARY));
    NodeConf conf =
        new NodeConf(
            id,
            in.text("node.name", id),
            role,
            in.number("node.number", 1, 0, 1023),
            in.choice("standby.access", StandbyAccess.EMERGENCY));
    in.finish();
    return conf;
  }
}
