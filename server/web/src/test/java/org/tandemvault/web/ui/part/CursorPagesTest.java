package org.tandemvault.web.ui.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;

final class CursorPagesTest {

  private final List<Integer> read = new ArrayList<>();
  private int count = 100_000;
  private final CursorPages<Integer> pages = new CursorPages<>(this::page);

  @Test
  void theFirstScreenReadsOnePage() {
    assertThat(pages.fetch(0, 50)).containsExactlyElementsOf(numbers(0, 50));
    assertThat(read).containsExactly(0);
  }

  @Test
  void aScreenOverThePagesEdgeIsWhole() {
    assertThat(pages.fetch(80, 50)).containsExactlyElementsOf(numbers(80, 130));
  }

  @Test
  void theEndOfTheListIsShort() {
    count = 130;
    assertThat(pages.fetch(100, 50)).containsExactlyElementsOf(numbers(100, 130));
    assertThat(pages.fetch(150, 50)).isEmpty();
  }

  @Test
  void anEmptyListHasNothing() {
    count = 0;
    assertThat(pages.fetch(0, 50)).isEmpty();
  }

  @Test
  void aListThatEndsWithAPageHasNothingBehindIt() {
    count = 200;
    assertThat(pages.fetch(200, 50)).isEmpty();
  }

  @Test
  void scrollingForwardReadsEachPageOnce() {
    for (int at = 0; at < 5_000; at += 50) {
      pages.fetch(at, 50);
    }
    assertThat(read).hasSize(50).doesNotHaveDuplicates();
  }

  @Test
  void goingBackFarReadsOnlyThatPageAgain() {
    pages.fetch(5_000, 50);
    read.clear();

    assertThat(pages.fetch(1_000, 50)).containsExactlyElementsOf(numbers(1_000, 1_050));
    assertThat(read).containsExactly(1_000);
  }

  @Test
  void forgettingStartsAnew() {
    pages.fetch(0, 50);
    pages.forget();
    count = 3;

    assertThat(pages.fetch(0, 50)).containsExactly(0, 1, 2);
  }

  private Page<Integer> page(PageRequest request) {
    int from = request.cursor().map(Integer::parseInt).orElse(0);
    int to = Math.min(count, from + request.limit());
    read.add(from);
    return new Page<>(
        numbers(from, to), to < count ? Optional.of(Integer.toString(to)) : Optional.empty());
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }
}
