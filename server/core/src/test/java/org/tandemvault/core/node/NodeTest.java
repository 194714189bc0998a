package org.tandemvault.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NodeTest {

  @Test
  void onlyAPrimaryAcceptsWrites() {
    NodeId id = new NodeId("node-1");

    assertThat(new Node(id, NodeRole.PRIMARY, "").acceptsWrites()).isTrue();
    assertThat(new Node(id, NodeRole.STANDBY, "").acceptsWrites()).isFalse();
    assertThat(id).hasToString("node-1");
  }

  @Test
  void aNodeIdIsShortAndPlain() {
    assertThat(new NodeId("9" + "a".repeat(39)).value()).hasSize(40);
    for (String bad : List.of("", "-a", "A", "a b", "\u00e4", "a".repeat(41), "a\n")) {
      assertThatThrownBy(() -> new NodeId(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
