package org.tandemvault.core.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CursorTest {

  @Test
  void whatWasPackedComesBack() {
    String cursor = Cursor.of("", "3:abc", "\uD83D\uDD11 \u00E4", "17");

    assertThat(cursor).matches("[A-Za-z0-9_-]+");
    assertThat(Cursor.read(cursor, 4)).containsExactly("", "3:abc", "\uD83D\uDD11 \u00E4", "17");
  }

  @Test
  void whatIsNoCursorIsMalformed() {
    for (String cursor :
        List.of("!", packed("x"), packed("5:ab"), packed("-1:ab"), packed("99999999999:a"), "")) {
      assertThatThrownBy(() -> Cursor.read(cursor, 1))
          .as(cursor)
          .isInstanceOf(MalformedException.class);
    }
    assertThatThrownBy(() -> Cursor.read(Cursor.of("a", "b"), 1))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void aPageHasALimit() {
    assertThat(PageRequest.first().limit()).isEqualTo(50);
    for (int limit : new int[] {0, -1, 501}) {
      assertThatThrownBy(() -> PageRequest.first(limit)).isInstanceOf(InvalidException.class);
    }
    Page<Integer> page = new Page<>(List.of(1, 2), Optional.of("c")).map(n -> n + 1);
    assertThat(page).isEqualTo(new Page<>(List.of(2, 3), Optional.of("c")));
  }

  private static String packed(String text) {
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
