package org.tandemvault.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.crypto.Secret;

final class RevealedTest {

  private static final Instant LAST = Instant.parse("2026-03-01T14:02:11Z");

  @Test
  void aPasswordIsNotInDoubtWhileTheDataAreFresh() {
    assertThat(inDoubt(Duration.ofSeconds(5), 3)).isFalse();
  }

  @Test
  void aPasswordThatWasChangedShortlyBeforeTheLinkBrokeIsInDoubt() {
    assertThat(inDoubt(Duration.ofMinutes(9), 60)).isTrue();
    assertThat(inDoubt(Duration.ofSeconds(-1), 60)).isTrue();
  }

  @Test
  void aPasswordThatWasChangedLongBeforeIsOldButNotInDoubt() {
    assertThat(inDoubt(Duration.ofMinutes(11), 86_400)).isFalse();
  }

  private static boolean inDoubt(Duration changedBefore, long lag) {
    var source = new Revealed.Source(new NodeId("standby"), LAST, lag);
    try (var revealed = new Revealed(Secret.ofUtf8("x"), 2, LAST.minus(changedBefore), source)) {
      return revealed.isInDoubt();
    }
  }
}
