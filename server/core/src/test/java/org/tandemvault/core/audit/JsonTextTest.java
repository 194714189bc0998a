package org.tandemvault.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonTextTest {

  @Test
  void writesObjectsInObjects() {
    String json =
        new JsonText()
            .open()
            .field("a", "x")
            .open("b")
            .field("n", -7)
            .field("m", Long.MAX_VALUE)
            .close()
            .open("empty")
            .close()
            .field("c", "")
            .close()
            .toString();

    assertThat(json)
        .isEqualTo(
            "{\"a\":\"x\",\"b\":{\"n\":-7,\"m\":9223372036854775807},\"empty\":{},\"c\":\"\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "0022, \\\"",
    "005C, \\\\",
    "000A, \\n",
    "000D, \\r",
    "0009, \\t",
    "0000, \\u0000",
    "001F, \\u001f",
    "007F, \\u007f",
    "0085, \\u0085",
    "2028, \\u2028",
    "2029, \\u2029",
    "002F, /",
  })
  void escapesWhatMustOrShouldBe(String codePoint, String expected) {
    String text = Character.toString(Integer.parseInt(codePoint, 16));

    assertThat(value(text)).isEqualTo(expected);
  }

  @Test
  void keepsOtherCharactersAndReplacesHalfOnes() {
    assertThat(value("Ä \uD83D\uDD11 \u4E2D")).isEqualTo("Ä \uD83D\uDD11 \u4E2D");
    assertThat(value("a\uD800b")).isEqualTo("a\uFFFDb");
    assertThat(value("\uDC00\uD83D")).isEqualTo("\uFFFD\uFFFD");
  }

  private static String value(String text) {
    String json = new JsonText().open().field("v", text).close().toString();
    assertThat(json).startsWith("{\"v\":\"").endsWith("\"}");
    return json.substring(6, json.length() - 2);
  }
}
