package org.tandemvault.core.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class IdTest {

  @Test
  void idsAreReadAsTheyAreWritten() {
    UserId id = new UserId(new TsidSource(7, Clock.systemUTC()).next());

    assertThat(id.text()).hasSize(13).isEqualTo(id.toString());
    assertThat(UserId.parse(id.text())).contains(id);
    assertThat(GroupId.parse(id.text())).contains(new GroupId(id.value()));
    assertThat(TokenId.parse(id.text())).contains(new TokenId(id.value()));
    assertThat(FolderId.parse(id.text())).contains(new FolderId(id.value()));
    assertThat(ResourceId.parse(id.text())).contains(new ResourceId(id.value()));
    assertThat(AccountId.parse(id.text())).contains(new AccountId(id.value()));
    assertThat(PolicyId.parse(id.text())).contains(new PolicyId(id.value()));
  }

  @Test
  void whatIsNoIdIsNone() {
    for (String text :
        new String[] {"", "1", "0".repeat(12), "0".repeat(14), "zzzzzzzzzzzzz", "0000000000U00"}) {
      assertThat(UserId.parse(text)).as(text).isEmpty();
    }
  }

  @Test
  void twoNodesMakeNoTwins() {
    Set<Long> seen = new HashSet<>();
    TsidSource one = new TsidSource(1, Clock.systemUTC());
    TsidSource two = new TsidSource(2, Clock.systemUTC());
    for (int n = 0; n < 10_000; n++) {
      seen.add(one.next());
      seen.add(two.next());
    }

    assertThat(seen).hasSize(20_000);
  }

  @Test
  void aClockThatStandsStillMakesGrowingIds() {
    TsidSource source = new TsidSource(1, MovableClock.atNoon());
    long before = source.next();
    for (int n = 0; n < 10_000; n++) {
      long next = source.next();
      assertThat(next).isGreaterThan(before);
      before = next;
    }
  }
}
