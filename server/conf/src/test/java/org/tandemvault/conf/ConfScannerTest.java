package org.tandemvault.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfScannerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=1\nb: 2\nc 3\nd\t=\t4\ne",
        "# note\n! note\n\n  a = 1\n   # indented note\nb=2",
        "a = one \\\n    two \\\n    three\nb = 2",
        "a = ends with backslash \\\\\nb = 2",
        "key\\ with\\=signs = v\na\\:b : c",
        "a = tab\\tnew\\nline \\u00e9 \\q",
        "a = last \\",
        "a = \\\n\nb = 2",
        "  = empty key\n a==b",
        "a = trailing blanks  \nb\\\n  c = joined key",
        "a = # no comment here\n"
      })
  void readsWhatThePropertiesClassOfTheJdkReads(String text) throws IOException {
    Properties expected = new Properties();
    expected.load(new StringReader(text));

    Map<String, String> scanned = new HashMap<>();
    ConfScanner.scan(text.lines().toList()).forEach(e -> scanned.put(e.key(), e.value()));

    assertThat(scanned).isEqualTo(expected);
  }

  @Test
  void eachEntryKnowsItsLines() {
    List<String> lines = List.of("# note", "", "a = 1", "b = one \\", "   two", "c = 3");

    List<ConfEntry> entries = ConfScanner.scan(lines);

    assertThat(entries)
        .containsExactly(
            new ConfEntry("a", "1", 3, 3),
            new ConfEntry("b", "one two", 4, 5),
            new ConfEntry("c", "3", 6, 6));
  }

  @Test
  void anUnfinishedUnicodeEscapeIsToldWithItsLine() {
    assertThatThrownBy(() -> ConfScanner.scan(List.of("a = 1", "path = C:\\users")))
        .isInstanceOfSatisfying(
            ConfScanner.BadEscapeException.class, e -> assertThat(e.line()).isEqualTo(2));
  }
}
