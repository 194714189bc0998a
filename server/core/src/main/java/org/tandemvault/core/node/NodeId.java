package org.tandemvault.core.node;

/** The node's name in {@code node.conf}: 1 to 40 of a-z, 0-9 and '-'. One process owns one. */
public record NodeId(String value) {

  public NodeId {
    if (!value.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException("not a node id: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
