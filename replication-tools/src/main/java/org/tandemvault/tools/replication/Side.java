package org.tandemvault.tools.replication;

import org.tandemvault.conf.NodeConf;

/** The two servers, as the flags call them. */
enum Side {
  /** The primary's. */
  MASTER("master", "primary"),
  /** The standby's. */
  SLAVE("slave", "standby");

  private final String word;
  private final String usualNode;

  Side(String word, String usualNode) {
    this.word = word;
    this.usualNode = usualNode;
  }

  String word() {
    return word;
  }

  String usualNode() {
    return usualNode;
  }

  Side other() {
    return this == MASTER ? SLAVE : MASTER;
  }

  static Side of(NodeConf conf) {
    return conf.role().filter(NodeConf.Role.STANDBY::equals).isPresent() ? SLAVE : MASTER;
  }
}
