package org.tandemvault.web.rest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tandemvault.core.shared.TooLargeException;
import org.tandemvault.core.shared.Violation;
import org.tandemvault.crypto.Secret;

final class VaultJsonTest {

  private static final Annotation[] NONE = {};

  private final JsonBodyReader reader = new JsonBodyReader(VaultJson.mapper());
  private final JsonBodyWriter writer = new JsonBodyWriter(VaultJson.mapper());

  @Test
  void whatIsMissingOrNullIsEmpty() throws IOException {
    Thing thing = read("{\"name\":null}");
    assertThat(thing)
        .isEqualTo(
            new Thing(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void everyTypeIsReadAsItStands() throws IOException {
    Thing thing =
        read(
            """
            {"name":" a\\u0000ü ","count":7,"flag":true,"at":"2026-01-31T08:00:00+02:00",
             "words":["x"],"map":{"k":"v"}}""");
    assertThat(thing)
        .isEqualTo(
            new Thing(
                Optional.of(" a\0ü "),
                Optional.of(7),
                Optional.of(true),
                Optional.of(Instant.parse("2026-01-31T06:00:00Z")),
                Optional.of(List.of("x")),
                Optional.of(Map.of("k", "v"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"bogus\":1}",
        "{\"name\":1}",
        "{\"name\":true}",
        "{\"name\":{}}",
        "{\"name\":[\"a\"]}",
        "{\"count\":\"7\"}",
        "{\"count\":7.0}",
        "{\"count\":7.5}",
        "{\"count\":99999999999}",
        "{\"count\":true}",
        "{\"count\":\"\"}",
        "{\"flag\":\"true\"}",
        "{\"flag\":1}",
        "{\"flag\":\"\"}",
        "{\"at\":1700000000}",
        "{\"at\":\"yesterday\"}",
        "{\"at\":\"\"}",
        "{\"at\":\"+99999-01-01T00:00:00Z\"}",
        "{\"words\":\"x\"}",
        "{\"words\":[null]}",
        "{\"words\":[1]}",
        "{\"map\":{\"k\":null}}",
        "{\"map\":{\"k\":1}}",
        "{\"map\":[]}"
      })
  void aWrongFieldIsNamed(String json) {
    BadJsonException refused = catchThrowableOfType(BadJsonException.class, () -> read(json));
    String field = json.substring(2, json.indexOf('"', 2));
    assertThat(refused.violations()).hasSize(1);
    assertThat(refused.violations().getFirst().field()).startsWith(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "7",
        "\"x\"",
        "{",
        "{\"name\":\"a\"",
        "{\"name\":\"a\"} x",
        "{} {}",
        "{\"name\":\"a\",\"name\":\"b\"}",
        "{'name':'a'}",
        "{name:\"a\"}",
        "{\"name\":\"a\",}",
        "{\"name\":NaN}",
        "{/* */}",
        "{\"name\":\"a\nb\"}"
      })
  void whatIsNoJsonObjectIsRefused(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(BadJsonException.class);
  }

  @Test
  void deepNestingIsRefused() {
    String deep = "{\"words\":" + "[".repeat(5000) + "]".repeat(5000) + "}";
    assertThatThrownBy(() -> read(deep)).isInstanceOf(BadJsonException.class);
  }

  @Test
  void theFieldOfAnItemIsNamedWithItsPlace() {
    BadJsonException refused =
        catchThrowableOfType(BadJsonException.class, () -> read("{\"words\":[\"a\",2]}"));
    assertThat(refused.violations())
        .containsExactly(new Violation("words[1]", "has the wrong type or form"));
  }

  @Test
  void aFieldNameIsToldWithoutControlCharactersAndCut() {
    String json = "{\"a\\r\\n<b>" + "x".repeat(500) + "\":1}";
    BadJsonException refused = catchThrowableOfType(BadJsonException.class, () -> read(json));
    assertThat(refused.violations().getFirst().field())
        .doesNotContain("\r", "\n", "<")
        .hasSizeLessThan(70);
  }

  @Test
  void theValueIsNeverTold() {
    BadJsonException refused =
        catchThrowableOfType(
            BadJsonException.class, () -> read("{\"count\":\"hunter2\",\"name\":\"hunter2\"}"));
    assertThat(refused.getMessage()).doesNotContain("hunter2");
    assertThat(refused.violations().toString()).doesNotContain("hunter2");
  }

  @Test
  void aBodyThatMayBeLeftOutIsEmpty() throws IOException {
    assertThat(read(AllOptional.class, "")).isEqualTo(new AllOptional(Optional.empty()));
  }

  @Test
  void aLimitReachedWhileReadingIsPassedOn() {
    InputStream over =
        new InputStream() {
          @Override
          public int read() {
            throw new TooLargeException("over");
          }
        };
    assertThatThrownBy(() -> read(Thing.class, over)).isInstanceOf(TooLargeException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "p", " p ä€😀 ", "\\\\ \\\" /", "line\\nline\\u0000"})
  void aPasswordRoundTripsByteExact(String json) throws IOException {
    String body = "{\"password\":\"" + json + "\"}";
    WithSecret read = read(WithSecret.class, body);
    var out = new ByteArrayOutputStream();
    writer.writeTo(
        read,
        WithSecret.class,
        WithSecret.class,
        NONE,
        MediaType.APPLICATION_JSON_TYPE,
        new MultivaluedHashMap<>(),
        out);
    assertThat(VaultJson.mapper().readTree(out.toByteArray()))
        .isEqualTo(VaultJson.mapper().readTree(body));
  }

  @Test
  void aSecretIsWipedOnceItIsWritten() throws IOException {
    Secret secret = Secret.ofUtf8("hunter2");
    VaultJson.mapper().writeValueAsBytes(new WithSecret(Optional.of(secret)));
    assertThatThrownBy(secret::length).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "true", "{}", "[]", "\"\\ud800\"", "\"a\\udc00b\""})
  void aPasswordThatIsNoTextIsRefused(String value) {
    BadJsonException refused =
        catchThrowableOfType(
            BadJsonException.class, () -> read(WithSecret.class, "{\"password\":" + value + "}"));
    assertThat(refused.violations().getFirst().field()).isEqualTo("password");
  }

  @Test
  void aRecordWithASecretDoesNotPrintIt() throws IOException {
    assertThat(read(WithSecret.class, "{\"password\":\"hunter2\"}").toString())
        .doesNotContain("hunter2");
  }

  private Thing read(String json) throws IOException {
    return read(Thing.class, json);
  }

  private <T extends Record> T read(Class<T> type, String json) throws IOException {
    return read(type, new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  @SuppressWarnings("unchecked")
  private <T extends Record> T read(Class<T> type, InputStream in) throws IOException {
    return type.cast(
        reader.readFrom(
            (Class<Record>) (Class<?>) type,
            type,
            NONE,
            MediaType.APPLICATION_JSON_TYPE,
            new MultivaluedHashMap<>(),
            in));
  }

  record Thing(
      Optional<String> name,
      Optional<Integer> count,
      Optional<Boolean> flag,
      Optional<Instant> at,
      Optional<List<String>> words,
      Optional<Map<String, String>> map) {}

  record WithSecret(Optional<Secret> password) {}

  @EmptyBodyAllowed
  record AllOptional(Optional<String> reason) {}
}
